/** The operator's own settings, address and identity provider: what a team has before it develops its portal against this. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { supportGetUser } from '../../shared/contract/operations/support-get-user.ts';
import { supportReset } from '../../shared/contract/operations/support-reset.ts';
import type { LocalSystem } from '../local/system.ts';
import { createClient } from './support/client.ts';
import { enrolTotp, nextStep, prove } from './support/customer.ts';
import { startOpenidProvider } from './support/openid-provider.ts';
import { useLocalSystem } from './support/system.ts';
import { withoutAuthorizers } from './support/unguarded.ts';

const ORIGIN = 'http://localhost:5173';

const provider = await startOpenidProvider(
  {
    customer: { claims: { groups: ['customers'], amr: ['pwd'] } },
    guest: { claims: { amr: ['fed', 'pwd'] } },
    agent: { claims: { groups: ['2fa:support'], amr: ['pwd'] } },
    lead: { claims: { groups: ['a', '2fa:support', 'b'], amr: ['pwd'] } },
    reader: { claims: { groups: ['2fa:support:read', 'staff'], amr: ['pwd'] } },
    impostor: { claims: { groups: ['org 2fa:support x'], amr: ['pwd', 'org fed x'] } },
    lister: { claims: { scope: ['openid', '2fa:support'] } },
    pretender: { claims: { scope: ['x 2fa:support y'] } },
  },
  'portal-2fa',
);
const folder = mkdtempSync(join(tmpdir(), 'own-provider-'));
afterAll(async () => {
  await provider.close();
  rmSync(folder, { recursive: true });
});

function settingsFile(name: string, tokenClaims: object): string {
  const file = join(folder, name);
  const settings = {
    // Functions are called by their aliases, as where customers are served.
    stage: 'production',
    issuer: provider.issuer,
    audience: ['portal-2fa', 'mobile'],
    portalOrigins: ['https://portal.example', ORIGIN],
    brand: 'Acme',
    numbers: { allowedCountries: ['US'] },
    domain: { name: '2fa.portal.example', hostedZone: { id: 'Z0', name: 'portal.example' } },
    // The local gateway stands for the distribution, past which the functions answer nobody.
    cdn: { originSecrets: [2, 1] },
    tokenClaims,
  };
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

const byGroups = settingsFile('groups.json', {
  scope: 'groups',
  loginMethod: { claim: 'amr', values: { fed: 'sso', pwd: 'password' } },
});
// The provider is on this machine, where no container finds it; and its clock goes on.
const options = { settingsFile: byGroups, stoppedClock: false };
const guarded = useLocalSystem(options, 'here');
const unguarded = useLocalSystem({ ...options, edit: withoutAuthorizers }, 'here');
const byScopes = useLocalSystem({ ...options, settingsFile: settingsFile('scopes.json', {}) }, 'here');

/** The account, signed in at the provider. */
const client = async (system: LocalSystem, account: string) =>
  createClient(system.apiUrl, await provider.signIn(account));

/** What of support is open to the account: all of it, what it reads, or nothing. */
async function opens(system: LocalSystem, account: string): Promise<'all' | 'reads' | 'nothing'> {
  const asked = await client(system, account);
  const params = { userId: 'customer' };
  const reset = { params, body: { reset: 'limits', reason: 'A test' } };
  if ((await asked.call(supportReset, reset)).ok) return 'all';
  return (await asked.call(supportGetUser, { params })).ok ? 'reads' : 'nothing';
}

describe.each([
  ['behind the gateway', guarded],
  ['with a bare token', unguarded],
])('%s', (_where, system) => {
  test.each([
    ['customer', 'nothing'],
    ['agent', 'all'],
    ['lead', 'all'],
    ['reader', 'reads'],
    ['impostor', 'nothing'],
  ])('the groups of the %s open of support: %s', async (account, open) => {
    expect(await opens(system(), account)).toBe(open);
  });

  test('single sign-on is not asked, a password is, and nothing that only looks like it', async () => {
    const decision = async (account: string) =>
      (await client(system(), account)).get(startChallenge, { body: {} });
    expect(await decision('guest')).toMatchObject({ decision: 'allow', reason: 'sso' });
    expect(await decision('lead')).toMatchObject({ decision: 'enroll' });
    expect(await decision('impostor')).toMatchObject({ decision: 'enroll' });
  });

  test('a customer sets an app up and signs in with it, for an assertion of this API', async () => {
    const account = 'customer';
    const first = await client(system(), account);
    const { app } = await enrolTotp(system(), first);
    nextStep(system());

    const again = await client(system(), account);
    const assertion = await prove(again, app.code());

    const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', system().apiUrl));
    const checked = await jwtVerify(assertion, keys, {
      issuer: system().apiUrl,
      audience: 'portal-2fa',
      currentDate: new Date(system().clock.now()),
    });
    expect(checked.payload).toMatchObject({ sub: account, outcome: 'verified', method: 'totp' });
  });
});

test.each([
  ['lister', 'all'],
  ['pretender', 'nothing'],
])('scopes in an array are read by whole elements: %s, %s', async (account, open) => {
  expect(await opens(byScopes(), account)).toBe(open);
});

test.each([
  [ORIGIN, ORIGIN],
  ['https://portal.example', 'https://portal.example'],
  ['https://elsewhere.example', null],
])('a page of %s may call the API: %s', async (origin, allowed) => {
  const preflight = await fetch(`${guarded().apiUrl}/v1/2fa`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed);
});

test('the local portal is admitted besides; its own tokens are not, as the issuer is another', async () => {
  const { apiUrl, portalUrl } = guarded();
  const issued = await fetch(`${portalUrl}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: 'ada' }),
  });
  const { access_token } = (await issued.json()) as { access_token: string };
  const answer = await fetch(`${apiUrl}/v1/2fa`, {
    headers: { origin: portalUrl, authorization: `Bearer ${access_token}` },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('access-control-allow-origin')).toBe(portalUrl);
});

describe('behind a distribution', () => {
  const asked = (headers: Readonly<Record<string, string>>) =>
    fetch(`${guarded().apiUrl}/.well-known/jwks.json`, { headers });

  test('the functions ask for what it proves itself with, which is in the place of a caller’s', async () => {
    const told = guarded()
      .functions.map(({ env }) => env.ORIGIN_SECRETS)
      .filter(Boolean);
    expect(new Set(told).size).toBe(1);
    expect(JSON.parse(told[0] ?? '')).toHaveLength(2);
    expect((await asked({ 'x-origin-secret': 'made up' })).status).toBe(200);
  });

  test('the log has the network that it has seen, not what a caller claims', async () => {
    await asked({ 'x-forwarded-for': '198.51.100.77' });
    const networks = guarded()
      .logs()
      .filter((line) => line.includes('"operation":"get-jwks"'))
      .map((line) => /"network":"([^"]+)"/.exec(line)?.[1]);
    expect(networks.length).toBeGreaterThan(0);
    expect(networks).not.toContain('198.51.100.0/24');
  });
});
