/** A change of the root key: what a right code's write takes along, and what it leaves. */

import type { KeyRing } from '../../shared/domain/ports/key-ring.ts';
import { reseal } from '../../shared/domain/reseal.ts';
import { answerChallenge } from '../../shared/domain/sign-in.ts';
import type { User } from '../../shared/domain/user.ts';
import { keysOf } from '../../shared/operator/users/keys.ts';
import { appCode, backupCodeSet, keys, SEALED_SECRET, wrongAppCode } from './support/codes.ts';
import { keyRingOf } from './support/key-ring.ts';
import { KIM, kim, NOW, PHONE, phoneFactor, policy, totpFactor, written } from './support/users.ts';

const both = keyRingOf([1, 2]);
const contact = {
  email: keys.seal('email', KIM, Buffer.from('kim@example.com')),
  emailHash: keys.hash('email', [KIM, 'kim@example.com']),
  locale: 'en',
};
const codes = backupCodeSet();
const withApp = kim({
  factor: totpFactor({ secret: SEALED_SECRET }),
  backupCodes: codes.stored,
  contact,
});
const withPhone = kim({
  factor: phoneFactor({ number: keys.seal('phone-number', KIM, Buffer.from(PHONE)) }),
});

const open = (ring: KeyRing, user: User): string => {
  const { factor } = user;
  if (factor === undefined) return '';
  const plain =
    factor.method === 'totp'
      ? ring.open('totp-secret', KIM, factor.secret)
      : ring.open('phone-number', KIM, factor.number);
  return Buffer.from(plain).toString('hex');
};
const versionsOf = (user: User) => new Set(keysOf(user, NOW).map(([, version]) => version));

test.each([
  ['app', withApp],
  ['telephone', withPhone],
])('all that lasts of a customer with an %s comes under the key in use, and is what it was', (_, user) => {
  const moved = reseal(user, both);
  expect(versionsOf(user)).toEqual(new Set([1]));
  expect(versionsOf(moved)).toEqual(new Set([2]));
  expect(open(keyRingOf([2]), moved)).toBe(open(keys, user));
  expect(reseal(moved, both)).toBe(moved);
});

test('the address stays the one that is known, without a token that has it', () => {
  const moved = reseal(withApp, both).contact;
  expect(moved?.locale).toBe('en');
  expect(
    keyRingOf([2]).matches('email', [KIM, 'kim@example.com'], moved?.emailHash ?? contact.emailHash),
  ).toBe(true);
});

test('nothing changes under the only key, nor under the old one while the new one is only being brought out', () => {
  expect(reseal(withApp, keys)).toBe(withApp);
  expect(reseal(withApp, keyRingOf([1, 2], 1))).toBe(withApp);
  expect(reseal(kim(), both)).toEqual(kim());
});

test('what is under a key that cannot be had now stays, and is in nobody’s way', () => {
  expect(reseal(withApp, keyRingOf([2]))).toBe(withApp);
});

describe('a sign-in after the change', () => {
  const challenge = { nonce: 'AAECAwQFBgcI', purpose: 'sign_in', bound: false, issuedAt: NOW } as const;
  const context = { keys: both, challenge, policy, now: NOW, caller: {}, locale: 'en' };

  test('with the right code takes everything along in the write that it makes anyway', () => {
    const step = answerChallenge(withApp, { method: 'totp', code: appCode() }, context);
    expect(versionsOf(written(step))).toEqual(new Set([2]));
    expect(open(both, written(step))).toBe(open(keys, withApp));
  });

  test('with a backup code does as well, and the other codes go on working', () => {
    const [first = '', second = ''] = codes.shown;
    const once = written(answerChallenge(withApp, { method: 'backup_code', code: first }, context));
    expect(versionsOf(once)).toEqual(new Set([2]));
    const retired = { ...context, keys: keyRingOf([2]), challenge: { ...challenge, nonce: 'BBECAwQFBgcI' } };
    const twice = answerChallenge(once, { method: 'backup_code', code: second }, retired);
    expect(written(twice).backupCodes?.hashes).toHaveLength(codes.shown.length - 2);
  });

  test('with a wrong code leaves everything where it is', () => {
    const step = answerChallenge(withApp, { method: 'totp', code: wrongAppCode() }, context);
    expect(step.write).toBeDefined();
    expect(versionsOf(step.write ?? kim())).toEqual(new Set([1]));
  });
});
