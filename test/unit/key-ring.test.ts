/** Sealing and keyed hashing: bound to user and purpose, and still readable when the key has changed. */

import { createKeyRing } from '../../shared/adapters/key-ring.ts';
import type { KeyedHash, Sealed } from '../../shared/domain/brand.ts';
import type { HashPurpose, SealPurpose } from '../../shared/domain/ports/key-ring.ts';
import { seeded } from './support/seeded.ts';
import { KIM, ROBIN } from './support/users.ts';

const { below, bytes } = seeded(38);
const random = { below, bytes, id: () => 'id' };
const root = (fill: number) => new Uint8Array(32).fill(fill);
const ring = createKeyRing(new Map([[1, root(1)]]), random);
const rotated = createKeyRing(
  new Map([
    [1, root(1)],
    [2, root(2)],
  ]),
  random,
);
const secret = Buffer.from('a secret of the user');
const text = (plain: Uint8Array) => Buffer.from(plain).toString();

describe('what is sealed', () => {
  const sealed = ring.seal('totp-secret', KIM, secret);

  test('opens for the same user and purpose', () => {
    expect(text(ring.open('totp-secret', KIM, sealed))).toBe('a secret of the user');
    expect(ring.open('email', KIM, ring.seal('email', KIM, new Uint8Array()))).toHaveLength(0);
  });

  test('shows nothing of what it holds, and is different each time', () => {
    expect(sealed).toMatch(/^1\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.slice(2), 'base64url').includes(secret)).toBe(false);
    expect(ring.seal('totp-secret', KIM, secret)).not.toBe(sealed);
  });

  test('copied into another user’s record does not open', () => {
    expect(() => ring.open('totp-secret', ROBIN, sealed)).toThrow();
  });

  test('taken for something else does not open', () => {
    expect(() => ring.open('phone-number', KIM, sealed)).toThrow();
    const shifted = `secret\0${KIM}` as typeof KIM;
    expect(() => ring.open('totp' as SealPurpose, shifted, sealed)).toThrow();
  });

  test('with any single bit changed does not open', () => {
    const raw = Buffer.from(sealed.slice(2), 'base64url');
    for (let bit = 0; bit < raw.length * 8; bit++) {
      const changed = Buffer.from(raw);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => ring.open('totp-secret', KIM, `1.${changed.toString('base64url')}` as Sealed)).toThrow();
    }
  });

  test('cut short at any place does not open', () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(() => ring.open('totp-secret', KIM, sealed.slice(0, length) as Sealed)).toThrow();
    }
  });
});

describe('a new version of the root', () => {
  const old = ring.seal('totp-secret', KIM, secret);

  test('still opens what the old one has sealed', () => {
    expect(text(rotated.open('totp-secret', KIM, old))).toBe('a secret of the user');
  });

  test('seals and hashes under the newest', () => {
    const fresh = rotated.seal('totp-secret', KIM, secret);
    expect(fresh).toMatch(/^2\./);
    expect(rotated.hash('backup-code', ['kim', 'code'])).toMatch(/^2\./);
    expect(text(rotated.open('totp-secret', KIM, fresh))).toBe('a secret of the user');
    expect(() => ring.open('totp-secret', KIM, fresh)).toThrow('There is no key version 2.');
  });

  test('still knows what was hashed under the old one', () => {
    const hash = ring.hash('backup-code', ['kim', 'code']);
    expect(rotated.matches('backup-code', ['kim', 'code'], hash)).toBe(true);
    expect(rotated.matches('backup-code', ['kim', 'other'], hash)).toBe(false);
  });

  test('can’t be claimed for an old value', () => {
    expect(() => rotated.open('totp-secret', KIM, `2${old.slice(1)}` as Sealed)).toThrow();
  });
});

describe('what is hashed', () => {
  const hash = ring.hash('backup-code', ['kim', 'code']);

  test('is the same each time, and has 128 bits', () => {
    expect(ring.hash('backup-code', ['kim', 'code'])).toBe(hash);
    expect(Buffer.from(hash.slice(2), 'base64url')).toHaveLength(16);
    expect(ring.matches('backup-code', ['kim', 'code'], hash)).toBe(true);
  });

  test.each<[string, HashPurpose, readonly string[]]>([
    ['another user', 'backup-code', ['robin', 'code']],
    ['another purpose', 'sent-code', ['kim', 'code']],
    ['parts that run together', 'backup-code', ['kimcode']],
    ['parts that are cut elsewhere', 'backup-code', ['kimc', 'ode']],
    ['one part more', 'backup-code', ['kim', 'code', '']],
  ])('is another one for %s', (_name, purpose, parts) => {
    expect(ring.hash(purpose, parts)).not.toBe(hash);
    expect(ring.matches(purpose, parts, hash)).toBe(false);
  });

  test('is another one under another root', () => {
    expect(createKeyRing(new Map([[1, root(3)]]), random).hash('backup-code', ['kim', 'code'])).not.toBe(
      hash,
    );
  });

  test('does not match a part of itself', () => {
    expect(ring.matches('backup-code', ['kim', 'code'], hash.slice(0, -1) as KeyedHash)).toBe(false);
    expect(ring.matches('backup-code', ['kim', 'code'], '1.' as KeyedHash)).toBe(false);
  });
});
