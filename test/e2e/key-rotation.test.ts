/**
 * Changing the root key and the key that signs, in the same deployments and while customers sign in: what was made
 * before and after is good throughout, and the old keys go.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { countKeys } from '../../shared/operator/users/keys.ts';
import type { Properties, Template } from '../local/emulator/template/template.ts';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';
import {
  type Authenticator,
  authenticator,
  type Customer,
  challenge,
  enrolPhone,
  enrolTotp,
  freshNumber,
  nextStep,
  prove,
  requestCode,
  signIn,
} from './support/customer.ts';
import { platformOptions } from './support/platform.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'key-rotation-'));
let system: LocalSystem | undefined;

afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Deploys with these keys, of both kinds, at the same address and on the same data; the clock stands where it stood. */
async function deployWith(
  keys: readonly number[],
  edit: (template: Template) => Template = (template) => template,
): Promise<LocalSystem> {
  const [port, now] = [system === undefined ? 0 : Number(new URL(system.apiUrl).port), system?.clock.now()];
  await system?.stop();
  system = undefined;
  system = await startLocalSystem({
    ...platformOptions(),
    apiPort: port,
    portalPort: 0,
    stoppedClock: true,
    dataDir,
    settings: { signingKeys: keys, rootKeys: keys },
    edit,
  });
  if (now !== undefined) system.clock.advance(now - system.clock.now());
  return system;
}

/** The template with other properties of the resources that the test picks. */
const edited =
  (change: (id: string, properties: Properties, type: string) => Properties) =>
  (template: Template): Template => ({
    ...template,
    Resources: Object.fromEntries(
      Object.entries(template.Resources).map(([id, one]) => [
        id,
        { ...one, Properties: change(id, one.Properties ?? {}, one.Type) },
      ]),
    ),
  });

/** Half-way through a deployment: roles are those of the new template, functions of these names still the old ones. */
const halfWay = (before: Template, ...names: readonly string[]) =>
  edited((id, properties, type) => {
    const isOld = type === 'AWS::Lambda::Function' && names.some((name) => id.startsWith(name));
    return isOld ? { ...properties, Environment: before.Resources[id]?.Properties?.Environment } : properties;
  });

/** As `aws kms disable-key` does it to the first root key. */
const disableOldRoot = edited((id, properties) =>
  /^KeysRoot[0-9A-F]{8}$/.test(id) ? { ...properties, Enabled: false } : properties,
);

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

/** Customers with each kind of proof. */
interface Customers {
  readonly withApp: string;
  readonly secret: string;
  readonly withPhone: string;
  readonly number: string;
  readonly withCodes: string;
  readonly codes: string[];
}

async function enrolAll(on: LocalSystem): Promise<Customers> {
  const [withApp, withPhone, withCodes] = await Promise.all([0, 1, 2].map(() => signIn(on, EMAIL)));
  if (withApp === undefined || withPhone === undefined || withCodes === undefined) throw new Error('Nobody');
  const number = freshNumber();
  const [app, , lost] = await Promise.all([
    enrolTotp(on, withApp),
    enrolPhone(on, withPhone, number),
    enrolTotp(on, withCodes),
  ]);
  return {
    ...{ withApp: withApp.sub, secret: app.secret, withPhone: withPhone.sub, number },
    ...{ withCodes: withCodes.sub, codes: [...lost.backupCodes] },
  };
}
const EMAIL = { email: 'kim@example.com' };

/** All of them at once, each from a token to an assertion. */
async function everybodySignsIn(
  on: LocalSystem,
  { secret, number, codes, ...who }: Customers,
): Promise<string[]> {
  nextStep(on);
  const app: Authenticator = authenticator(on, secret);
  const byPhone = async () => {
    const customer = await signIn(on, { sub: who.withPhone, ...EMAIL });
    const challengeId = await challenge(customer);
    const code = await requestCode(on, customer, challengeId, number);
    const body = { method: 'phone', code } as const;
    return (await customer.get(verifyChallenge, { params: { challengeId }, body })).assertion;
  };
  const byApp = async () => prove(await signIn(on, { sub: who.withApp, ...EMAIL }), app.code());
  const byBackupCode = async () => {
    const customer = await signIn(on, { sub: who.withCodes, ...EMAIL });
    return prove(customer, codes.shift() ?? '', { method: 'backup_code' });
  };
  return Promise.all([byApp(), byPhone(), byBackupCode()]);
}

const ACCESS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Root keys that there is anything under. */
async function keysInUse({ dynamo, clock }: LocalSystem): Promise<readonly number[]> {
  const client = new DynamoDBClient({ endpoint: dynamo.endpoint, region: 'us-east-1', credentials: ACCESS });
  const [name = ''] = dynamo.tableNames;
  const counts = await countKeys({ client, name }, { now: clock.now() });
  client.destroy();
  return [...counts.keys()].toSorted();
}

const SLOW_MS = 400_000;

test(
  'everybody signs in through a change of both keys, with apps, telephones and backup codes',
  async () => {
    const first = await deployWith([1, 2]);
    const all = await enrolAll(first);
    await everybodySignsIn(first, all);
    expect(await keysInUse(first)).toEqual([1]);
    const before = await signIn(first, { sub: all.withApp });
    nextStep(first);
    const old = await prove(before, authenticator(first, all.secret).code(), { purpose: 'step_up' });
    expect(await verified(old, first)).toMatchObject({
      sub: before.sub,
      outcome: 'verified',
      purpose: 'step_up',
    });
    const held = await challenge(await signIn(first, { sub: all.withCodes }));

    // Challenges, and codes that are sent, are made under the old keys, and answered under the new ones.
    const half = await deployWith([2, 1], halfWay(first.template, 'start', 'sendchallengecode'));
    await everybodySignsIn(half, all);
    const open = await signIn(half, { sub: all.withCodes });
    const answer = { method: 'backup_code', code: all.codes.shift() ?? '' } as const;
    expect((await open.call(verifyChallenge, { params: { challengeId: held }, body: answer })).status).toBe(
      200,
    );
    // Roles are changed before functions are, which go on signing with the old key until then.
    const sso = await signIn(half, { login_method: 'sso' });
    const exempt = await sso.get(startChallenge, { body: {} });
    expect(kidOf('assertion' in exempt ? exempt.assertion : '')).toBe(kidOf(old));
    expect(await keysInUse(half)).toEqual([2]);

    const second = await deployWith([2, 1], disableOldRoot);
    const [fresh = ''] = await everybodySignsIn(second, all);
    expect(kidOf(fresh)).not.toBe(kidOf(old));
    expect(await verified(old, second)).toEqual(decodeJwt(old));
    expect(await verified(fresh, second)).toEqual(decodeJwt(fresh));
    const after = await signIn(second, { sub: all.withApp });
    expect(await stepUpWith(after, old)).toBe(201);
    expect(await stepUpWith(after, fresh)).toBe(201);

    const third = await deployWith([2]);
    await everybodySignsIn(third, all);
    expect(await verified(fresh, third)).toEqual(decodeJwt(fresh));
    await expect(verified(old, third)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(await stepUpWith(await signIn(third, { sub: all.withApp }), old)).toBe(403);
  },
  SLOW_MS,
);
