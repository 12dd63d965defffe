/** Changing the key that signs assertions: what was signed before and after verifies throughout, by issuer alone. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';
import { type Customer, enrolTotp, nextStep, prove, signIn } from './support/customer.ts';
import { platformOptions } from './support/platform.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'signing-keys-'));
let system: LocalSystem | undefined;

afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Deploys with these keys, at the same address and on the same data: the stopped clock stands where it stood. */
async function deployWith(signingKeys: readonly number[]): Promise<LocalSystem> {
  const [port, now] = [system === undefined ? 0 : Number(new URL(system.apiUrl).port), system?.clock.now()];
  await system?.stop();
  system = undefined;
  system = await startLocalSystem({
    ...platformOptions(),
    apiPort: port,
    portalPort: 0,
    stoppedClock: true,
    dataDir,
    settings: { signingKeys },
  });
  if (now !== undefined) system.clock.advance(now - system.clock.now());
  return system;
}

/** As API Gateway, Spring and .NET do it: the issuer is all that is configured. */
async function verified(assertion: string, { apiUrl, clock }: LocalSystem) {
  const discovery = await fetch(`${apiUrl}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
  expect(issuer).toBe(apiUrl);
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  const options = { issuer: apiUrl, audience: 'portal', algorithms: ['RS256'] };
  return (await jwtVerify(assertion, keys, { ...options, currentDate: new Date(clock.now()) })).payload;
}

const kidOf = (assertion: string) => decodeProtectedHeader(assertion).kid;
const stepUpWith = async (customer: Customer, assertion: string) =>
  (await customer.call(startTotp, { body: {}, headers: { 'x-2fa-assertion': assertion } })).status;

test('assertions from before and after a change of the signing key verify throughout, at the portal and as step-ups', async () => {
  const first = await deployWith([1, 2]);
  const before = await signIn(first);
  const { app } = await enrolTotp(first, before);
  nextStep(first);
  const old = await prove(before, app.code(), { purpose: 'step_up' });
  expect(await verified(old, first)).toMatchObject({
    sub: before.sub,
    outcome: 'verified',
    purpose: 'step_up',
  });

  const second = await deployWith([2, 1]);
  const after = await signIn(second, { sub: before.sub });
  for (const one of [first, second]) nextStep(one); // The app goes by the first one's clock.
  const fresh = await prove(after, app.code(), { purpose: 'step_up' });

  expect(kidOf(fresh)).not.toBe(kidOf(old));
  expect(await verified(old, second)).toEqual(decodeJwt(old));
  expect(await verified(fresh, second)).toEqual(decodeJwt(fresh));
  expect(await stepUpWith(after, old)).toBe(201);
  expect(await stepUpWith(after, fresh)).toBe(201);

  const third = await deployWith([2]);
  expect(await verified(fresh, third)).toEqual(decodeJwt(fresh));
  await expect(verified(old, third)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  expect(await stepUpWith(await signIn(third, { sub: before.sub }), old)).toBe(403);
}, 240_000);
