/** Challenge ids: nobody can make, change, borrow or keep one. */

import { createHmac } from 'node:crypto';
import {
  type Asker,
  type Challenge,
  checkChallenge,
  decodeChallenge,
  encodeChallenge,
  type Mac,
  spendChallenge,
} from '../../shared/domain/challenge.ts';
import type { User } from '../../shared/domain/user.ts';
import { seeded } from './support/seeded.ts';
import { KIM, kim, MINUTE, NOW, policy, ROBIN, SECOND, totpFactor } from './support/users.ts';

const macUnder =
  (key: string): Mac =>
  (parts) => {
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(`${part.length}:`).update(part);
    return hmac.digest();
  };
const mac = macUnder('the service’s own');

const challenge = (parts: Partial<Challenge> = {}): Challenge => ({
  nonce: 'AAECAwQFBgcI',
  purpose: 'sign_in',
  bound: true,
  issuedAt: NOW,
  ...parts,
});
const withApp = (parts: Partial<User> = {}): User => kim({ factor: totpFactor(), ...parts });
const asker: Asker = { userId: KIM, sid: 'session-1' };
const notFound = { ok: false, error: { code: 'challenge_not_found' } };

describe('the id', () => {
  test('says what was asked, for whatever challenge', () => {
    const random = seeded(16);
    for (let round = 0; round < 200; round++) {
      const asked = challenge({
        nonce: Buffer.from(random.bytes(9)).toString('base64url'),
        purpose: random.below(2) === 0 ? 'sign_in' : 'step_up',
        bound: random.below(2) === 0,
        issuedAt: NOW + random.below(2 ** 31),
      });
      expect(decodeChallenge(encodeChallenge(asked, asker, mac), asker, mac)).toEqual({
        ok: true,
        value: asked,
      });
    }
  });

  test('has the form that it has always had: versions that serve side by side read each other’s', () => {
    const id = 'AgGcqUUKAAABAgMEBQYHCCZyxfg4R_R6lXupd3YQ73c';
    expect(encodeChallenge(challenge(), asker, mac)).toBe(id);
    expect(decodeChallenge(id, asker, mac)).toEqual({ ok: true, value: challenge() });
  });

  test('of another user is not found', () => {
    const id = encodeChallenge(challenge(), asker, mac);
    expect(decodeChallenge(id, { ...asker, userId: ROBIN }, mac)).toEqual(notFound);
  });

  test('of another sign-in session is not found, nor is a bound one without any session', () => {
    const id = encodeChallenge(challenge(), asker, mac);
    expect(decodeChallenge(id, { userId: KIM, sid: 'session-2' }, mac)).toEqual(notFound);
    expect(decodeChallenge(id, { userId: KIM }, mac)).toEqual(notFound);
  });

  test('asked without a session works in any session of the same user', () => {
    const id = encodeChallenge(challenge({ bound: false }), { userId: KIM }, mac);
    expect(decodeChallenge(id, asker, mac)).toMatchObject({ ok: true });
    expect(decodeChallenge(id, { userId: ROBIN }, mac)).toEqual(notFound);
  });

  test('user and session do not run into each other', () => {
    const id = encodeChallenge(challenge(), { userId: KIM, sid: 'ab' }, mac);
    const shifted = { userId: `${KIM}a` as typeof KIM, sid: 'b' };
    expect(decodeChallenge(id, shifted, mac)).toEqual(notFound);
  });

  test('made under another key is not found', () => {
    const forged = encodeChallenge(challenge(), asker, macUnder('a forger’s'));
    expect(decodeChallenge(forged, asker, mac)).toEqual(notFound);
  });

  test('with any single bit changed is not found', () => {
    const bytes = Buffer.from(encodeChallenge(challenge(), asker, mac), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeChallenge(changed.toString('base64url'), asker, mac)).toEqual(notFound);
    }
  });

  test('cut short at any place, or continued, is not found', () => {
    const id = encodeChallenge(challenge(), asker, mac);
    for (let length = 0; length < id.length; length++) {
      expect(decodeChallenge(id.slice(0, length), asker, mac)).toEqual(notFound);
    }
    expect(decodeChallenge(`${id}A`, asker, mac)).toEqual(notFound);
    expect(decodeChallenge(`${id}AAAA`, asker, mac)).toEqual(notFound);
  });

  test('in any other spelling of the same bytes is not found: one challenge has one id', () => {
    const id = encodeChallenge(challenge({ nonce: '-_-_-_-_-_-_' }), asker, mac);
    const padded = `${id}=`;
    const otherAlphabet = id.replaceAll('-', '+').replaceAll('_', '/');
    const spaced = `${id.slice(0, 9)} ${id.slice(9)}`;
    for (const spelling of [padded, otherAlphabet, spaced, `${id}\n`]) {
      expect(Buffer.from(spelling, 'base64url')).toEqual(Buffer.from(id, 'base64url'));
      expect(decodeChallenge(spelling, asker, mac)).toEqual(notFound);
    }
  });

  test.each(['', 'x', 'undefined', '../../etc/passwd', '\u0000', '💥'.repeat(20)])('%j is none', (id) => {
    expect(decodeChallenge(id, asker, mac)).toEqual(notFound);
  });
});

describe('whether it can still be answered', () => {
  test('for ten minutes', () => {
    const end = NOW + 10 * MINUTE;
    expect(checkChallenge(withApp(), challenge(), policy, end - 1)).toBeUndefined();
    expect(checkChallenge(withApp(), challenge(), policy, end)).toEqual({ code: 'challenge_expired' });
  });

  test('once', () => {
    const answered = spendChallenge(withApp(), challenge(), policy, NOW);
    expect(checkChallenge(answered, challenge(), policy, NOW)).toEqual({ code: 'challenge_used' });
    expect(checkChallenge(answered, challenge({ nonce: 'other-nonce-' }), policy, NOW)).toBeUndefined();
  });

  test('not if support has reset the user since', () => {
    const reset = withApp({ resetAt: NOW + SECOND });
    expect(checkChallenge(reset, challenge(), policy, NOW + 2 * SECOND)).toEqual({
      code: 'challenge_not_found',
    });
    expect(checkChallenge(reset, challenge({ issuedAt: NOW + SECOND }), policy, NOW + 2 * SECOND)).toEqual({
      code: 'challenge_not_found',
    });
    const later = challenge({ issuedAt: NOW + SECOND + 1 });
    expect(checkChallenge(reset, later, policy, NOW + 2 * SECOND)).toBeUndefined();
  });

  test('not by a user who was erased since, so that no try writes about them', () => {
    expect(checkChallenge(kim(), challenge(), policy, NOW)).toEqual({ code: 'challenge_not_found' });
  });

  test('what was answered is remembered until it would have expired anyway, and no longer', () => {
    const answered = spendChallenge(withApp(), challenge(), policy, NOW);
    const later = NOW + 10 * MINUTE;
    const second = challenge({ nonce: 'second-nonce', issuedAt: later });
    expect(Object.keys(spendChallenge(answered, second, policy, later - 1).usedChallenges)).toHaveLength(2);
    expect(spendChallenge(answered, second, policy, later).usedChallenges).toEqual({
      'second-nonce': later + 10 * MINUTE,
    });
  });
});
