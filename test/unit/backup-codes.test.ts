/** Backup codes: what they look like, what a customer may type for them, and that each works once. */

import {
  findBackupCode,
  formatBackupCode,
  normalizeBackupCode,
  spendBackupCode,
} from '../../shared/domain/backup-codes.ts';
import { reseal } from '../../shared/domain/reseal.ts';
import { backupCodeSet, keys } from './support/codes.ts';
import { keyRingOf } from './support/key-ring.ts';
import { seeded } from './support/seeded.ts';
import { hash, KIM, kim, NOW, ROBIN } from './support/users.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('form', () => {
  test('ten bytes, most significant bit first, in groups of four', () => {
    expect(formatBackupCode(bytes('00000000000000000000'))).toBe('0000-0000-0000-0000');
    expect(formatBackupCode(bytes('ffffffffffffffffffff'))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    expect(formatBackupCode(bytes('00443214c74254b635cf'))).toBe('0123-4567-89AB-CDEF');
    expect(formatBackupCode(bytes('00000000000000000001'))).toBe('0000-0000-0000-0001');
  });

  test('no letter that can be misread: no I, L, O or U', () => {
    const random = seeded(10);
    const seen = new Set<string>();
    for (let round = 0; round < 500; round++) {
      const code = formatBackupCode(random.bytes(10));
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const letter of code) seen.add(letter);
    }
    expect([...seen].toSorted().join('')).toBe('-0123456789ABCDEFGHJKMNPQRSTVWXYZ');
  });

  test('all of the eighty bits are in the code', () => {
    const codes = Array.from({ length: 80 }, (_, bit) => {
      const one = Buffer.alloc(10);
      one[bit >> 3] = 0x80 >> (bit & 7);
      return formatBackupCode(one);
    });
    expect(new Set(codes).size).toBe(80);
  });
});

describe('what may be typed', () => {
  test.each([
    'R8MC-4W0V-1N5T-2ZKQ',
    'r8mc-4w0v-1n5t-2zkq',
    'R8MC4W0V1N5T2ZKQ',
    ' r8mc 4w0v 1n5t 2zkq\t',
    'R8-MC4W-0V1N5-T2ZKQ-',
    'R8MC-4WOV-IN5T-2ZKQ',
    'r8mc-4wov-ln5t-2zkq',
    'R8MC 4WoV iN5T 2ZKQ',
  ])('%j is one and the same code', (typed) => {
    expect(normalizeBackupCode(typed)).toBe('R8MC4W0V1N5T2ZKQ');
  });

  test.each([
    '',
    '287082',
    'R8MC-4W0V-1N5T-2ZK',
    'R8MC-4W0V-1N5T-2ZKQ0',
    'R8MC-4W0V-1N5T-2ZKU',
    'R8MC_4W0V_1N5T_2ZKQ',
    'Ｒ8MC-4W0V-1N5T-2ZKQ',
  ])('%j can be none', (typed) => {
    expect(normalizeBackupCode(typed)).toBeUndefined();
  });

  test('what is shown is always understood', () => {
    const random = seeded(11);
    for (let round = 0; round < 200; round++) {
      const code = formatBackupCode(random.bytes(10));
      expect(normalizeBackupCode(code.toLowerCase())).toBe(code.replaceAll('-', ''));
    }
  });
});

describe('use', () => {
  const { shown, stored } = backupCodeSet();
  const user = kim({ backupCodes: stored });
  const find = (typed: string | undefined, whose = user) => findBackupCode(keys, whose, typed ?? '');

  test('each code of the set is found by its own hash, however it is typed', () => {
    expect(shown.map((code) => find(code))).toEqual(stored.hashes);
    expect(find(shown[3]?.toLowerCase().replaceAll('-', ' '))).toBe(stored.hashes[3]);
  });

  test('a used code is gone and the others stay', () => {
    const [first, ...others] = stored.hashes;
    const once = spendBackupCode(user, first ?? hash('none'));
    expect(once.backupCodes).toEqual({ ...stored, hashes: others });
    expect(find(shown[0], once)).toBeUndefined();
    expect(find(shown[1], once)).toBe(others[0]);
  });

  test('a code that never was is not found, nor any of a user without codes; and a set copied to another user opens to nobody', () => {
    expect(find('R8MC-4W0V-1N5T-2ZKQ')).toBeUndefined();
    expect(find(shown[0], kim())).toBeUndefined();
    expect(() => find(shown[0], { ...user, id: ROBIN })).toThrow();
    expect(spendBackupCode(kim(), hash('a'))).toEqual(kim());
  });
});

describe('a set when the root key changes', () => {
  const { shown, stored } = backupCodeSet();
  const [code = ''] = shown;
  const user = kim({ backupCodes: stored });
  /** As sets were stored before they had keys of their own. */
  const oldCode = 'R8MC-4W0V-1N5T-2ZKQ';
  const oldHash = keys.hash('backup-code', [KIM, 'R8MC4W0V1N5T2ZKQ']);
  const withoutKey = kim({ backupCodes: { hashes: [oldHash], generatedAt: NOW } });

  test('has a key of its own, sealed, so that its codes outlive the root key', () => {
    const moved = reseal(user, keyRingOf([1, 2]));
    expect(moved.backupCodes?.hashes).toEqual(stored.hashes);
    expect(findBackupCode(keyRingOf([2]), moved, code)).toBe(stored.hashes[0]);
  });

  test('is void where its root key was taken out too early', () => {
    expect(findBackupCode(keyRingOf([2]), withoutKey, oldCode)).toBeUndefined();
    expect(findBackupCode(keyRingOf([2]), user, code)).toBeUndefined();
  });

  test('of before sets had keys works under the root key that has hashed it', () => {
    expect(findBackupCode(keys, withoutKey, oldCode)).toBe(oldHash);
    expect(findBackupCode(keyRingOf([1, 2]), withoutKey, oldCode.toLowerCase())).toBe(oldHash);
    expect(findBackupCode(keys, withoutKey, code)).toBeUndefined();
  });
});
