/** Challenge ids under the service's keys: an old one is still read after the key has changed. */

import { type Asker, type Challenge, encodeChallenge } from '../../shared/domain/challenge.ts';
import type { KeyRing } from '../../shared/domain/ports/key-ring.ts';
import { openChallenge } from '../../shared/operations/sign-in/open-challenge.ts';
import { keyRingOf } from './support/key-ring.ts';
import { KIM, NOW, ROBIN } from './support/users.ts';

const challenge: Challenge = { nonce: 'AAECAwQFBgcI', purpose: 'sign_in', bound: true, issuedAt: NOW };
const asker: Asker = { userId: KIM, sid: 'session' };
const issuedBy = (keys: KeyRing): string =>
  encodeChallenge(challenge, asker, (parts) => keys.mac('challenge', parts));
const notFound = { ok: false, error: { code: 'challenge_not_found' } };

test.each<[string, KeyRing, KeyRing]>([
  ['the key in use', keyRingOf([1, 2]), keyRingOf([1, 2])],
  ['the key before it', keyRingOf([1]), keyRingOf([1, 2])],
  ['the key before that', keyRingOf([1]), keyRingOf([1, 2, 3])],
  ['the next key, already in use elsewhere during a deployment', keyRingOf([1, 2]), keyRingOf([1, 2], 1)],
])('an id under %s is read', (_key, issuer, reader) => {
  expect(openChallenge(reader, issuedBy(issuer), asker)).toEqual({ ok: true, value: challenge });
});

test('an id under a key that is not there is none', () => {
  expect(openChallenge(keyRingOf([1, 2]), issuedBy(keyRingOf([3])), asker)).toEqual(notFound);
});

test.each<[string, Asker]>([
  ['another customer', { userId: ROBIN, sid: 'session' }],
  ['another sign-in session', { userId: KIM, sid: 'other' }],
  ['no session', { userId: KIM }],
])('%s does not find it, under whatever key', (_name, other) => {
  for (const versions of [[1], [1, 2], [1, 2, 3]]) {
    expect(openChallenge(keyRingOf(versions), issuedBy(keyRingOf([1])), other)).toEqual(notFound);
  }
});

test('what was never an id is none', () => {
  for (const id of ['', 'garbage', issuedBy(keyRingOf([1])).slice(1)]) {
    expect(openChallenge(keyRingOf([1, 2]), id, asker)).toEqual(notFound);
  }
});
