/** The root of all derived keys: from KMS, once for each execution environment. */

import { keyRingFrom } from '../../shared/adapters/key-ring.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import { encodeChallenge } from '../../shared/domain/challenge.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { openChallenge } from '../../shared/operations/sign-in/open-challenge.ts';
import { KIM } from '../unit/support/users.ts';
import { startTestKms } from './support/kms.ts';

const kms = await startTestKms();
afterAll(() => kms.stop());

const environment = (versions: number) => keyRingFrom(kms.rootArn, versions, systemRandom, kms.client);
const secret = Buffer.from('secret');

test('two execution environments derive the same keys', async () => {
  const [one, other] = await Promise.all([environment(1)(), environment(1)()]);
  const sealed = one.seal('totp-secret', KIM, secret);
  expect(Buffer.from(other.open('totp-secret', KIM, sealed)).toString()).toBe('secret');
  expect(other.matches('backup-code', ['kim', 'code'], one.hash('backup-code', ['kim', 'code']))).toBe(true);
});

test('each version has a root of its own; the newest is in use and the old ones still open', async () => {
  const [before, after] = await Promise.all([environment(1)(), environment(2)()]);
  const old = before.seal('totp-secret', KIM, secret);
  expect(Buffer.from(after.open('totp-secret', KIM, old)).toString()).toBe('secret');
  expect(after.seal('totp-secret', KIM, secret)).toMatch(/^2\./);
  expect(Buffer.from(after.mac('challenge', ['a']))).not.toEqual(Buffer.from(before.mac('challenge', ['a'])));
});

test('while a deployment raises the version, functions that are not updated yet read what updated ones have made', async () => {
  const [notYet, updated] = await Promise.all([environment(1)(), environment(2)()]);
  const fresh = updated.seal('totp-secret', KIM, secret);
  const asker = { userId: KIM };
  const challenge = { nonce: 'AAAAAAAAAAAA', purpose: 'sign_in', bound: false, issuedAt: 1 } as const;
  const id = encodeChallenge(challenge, asker, (parts) => updated.mac('challenge', parts));

  expect(Buffer.from(notYet.open('totp-secret', KIM, fresh)).toString()).toBe('secret');
  expect(notYet.matches('backup-code', ['kim', 'code'], updated.hash('backup-code', ['kim', 'code']))).toBe(
    true,
  );
  expect(openChallenge(notYet, id, asker)).toEqual({ ok: true, value: challenge });
  expect(notYet.seal('totp-secret', KIM, secret)).toMatch(/^1\./);
});

test('KMS is asked once, however many requests come', async () => {
  const keys = environment(2);
  const before = kms.calls.length;
  await Promise.all([keys(), keys(), keys()]);
  await keys();
  expect(kms.calls.slice(before)).toEqual(['GenerateMac', 'GenerateMac', 'GenerateMac']);
});

test('a failure is told as such, and the next request asks again', async () => {
  const keys = environment(1);
  kms.fail(1);
  const failed = await keys().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Unavailable);
  expect(failed).toMatchObject({ service: 'kms', reason: 'AccessDeniedException' });
  expect((await keys()).hash('challenge', ['a'])).toMatch(/^1\./);
});
