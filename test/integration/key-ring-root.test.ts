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

const environment = (...versions: number[]) =>
  keyRingFrom(
    versions.map((version) => ({ version, arn: version === 1 ? kms.rootArn : kms.nextRootArn })),
    systemRandom,
    kms.client,
  );
const secret = Buffer.from('secret');

test('two execution environments derive the same keys', async () => {
  const [one, other] = await Promise.all([environment(1)(), environment(1)()]);
  const sealed = one.seal('totp-secret', KIM, secret);
  expect(Buffer.from(other.open('totp-secret', KIM, sealed)).toString()).toBe('secret');
  expect(other.matches('backup-code', ['kim', 'code'], one.hash('backup-code', ['kim', 'code']))).toBe(true);
});

test('each version is another KMS key; the first is in use and the others still open', async () => {
  const [before, after] = await Promise.all([environment(1)(), environment(2, 1)()]);
  const old = before.seal('totp-secret', KIM, secret);
  expect(Buffer.from(after.open('totp-secret', KIM, old)).toString()).toBe('secret');
  expect(after.seal('totp-secret', KIM, secret)).toMatch(/^2\./);
  expect(after.versions).toEqual([2, 1]);
});

test('whoever may use the old key has nothing of the new one, under whatever number', async () => {
  const real = await environment(2)();
  const thief = await keyRingFrom([{ version: 2, arn: kms.rootArn }], systemRandom, kms.client)();
  const sealed = real.seal('totp-secret', KIM, secret);
  expect(() => thief.open('totp-secret', KIM, sealed)).toThrow();
});

test('while a deployment brings a key into use, functions that are not updated yet read what updated ones have made', async () => {
  const [notYet, updated] = await Promise.all([environment(1, 2)(), environment(2, 1)()]);
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

test.each([[[1]], [[2, 1]]])(
  'with the keys %j KMS is asked once for each, however many requests come',
  async (versions) => {
    const keys = environment(...versions);
    const before = kms.calls.length;
    await Promise.all([keys(), keys(), keys()]);
    await keys();
    expect(kms.calls.slice(before)).toEqual(versions.map(() => 'GenerateMac'));
  },
);

describe('with an old key that is disabled', () => {
  const sealUnder = async (version: number) =>
    (await environment(version)()).seal('totp-secret', KIM, secret);
  afterEach(() => kms.enable(kms.rootArn));

  test('whoever is under the new one notices nothing', async () => {
    const sealed = await sealUnder(2);
    kms.disable(kms.rootArn);
    const keys = environment(2, 1);
    const ring = await keys();
    expect(ring.versions).toEqual([2]);
    expect(Buffer.from(ring.open('totp-secret', KIM, sealed)).toString()).toBe('secret');
    const before = kms.calls.length;
    await keys();
    expect(kms.calls).toHaveLength(before);
  });

  test('whoever is still under it gets no answer for now, and one as soon as it is enabled again', async () => {
    const sealed = await sealUnder(1);
    kms.disable(kms.rootArn);
    const keys = environment(2, 1);
    const ring = await keys();
    expect(() => ring.open('totp-secret', KIM, sealed)).toThrow(Unavailable);
    expect(ring.has(1)).toBe(true);

    kms.enable(kms.rootArn);
    const again = await keys();

    expect(Buffer.from(again.open('totp-secret', KIM, sealed)).toString()).toBe('secret');
    expect(again.versions).toEqual([2, 1]);
  });

  test('without the one in use there is nothing', async () => {
    kms.disable(kms.rootArn);
    await expect(environment(1, 2)()).rejects.toMatchObject({ service: 'kms', reason: 'DisabledException' });
  });
});

test('a failure is told as such, and the next request asks again', async () => {
  const keys = environment(1);
  kms.fail(1);
  const failed = await keys().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Unavailable);
  expect(failed).toMatchObject({ service: 'kms', reason: 'AccessDeniedException' });
  expect((await keys()).hash('challenge', ['a'])).toMatch(/^1\./);
});
