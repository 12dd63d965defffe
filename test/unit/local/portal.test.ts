/** The reference portal's server: identity provider, helpers for scripts, and the door of its backend. */
import { generateKeyPairSync } from 'node:crypto';
import { jest } from '@jest/globals';
import { calculateJwkThumbprint, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { ControlError, type Faults } from '../../local/emulator/boundary.ts';
import type { LocalControls } from '../../local/portal/local-routes.ts';
import { createPortal, type Portal } from '../../local/portal/portal.ts';

const startOfTest = Date.UTC(2026, 10, 1);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let portal: Portal;
let faults: Faults = {};
let refusal: ControlError | undefined;
let askedFor: string | undefined;

const controls: LocalControls = {
  messages(to) {
    askedFor = to;
    return [];
  },
  mails: () => [],
  events: () => [],
  setFaults(wanted) {
    if (refusal !== undefined) throw refusal;
    faults = wanted;
  },
};

beforeAll(async () => {
  portal = await createPortal({
    port: 0,
    apiUrl: () => 'http://localhost:9',
    now: () => startOfTest,
    signingKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    controls,
    audience: 'portal',
    assertionAudience: 'portal',
    methods: ['totp', 'sms', 'call'],
  });
});

afterAll(() => portal.close());

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${portal.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('the identity provider', () => {
  const claimsOf = async (request: object) => {
    const issued = await send('POST', '/local/token', request);
    const { access_token } = z.object({ access_token: z.string() }).parse(await issued.json());
    return decodeJwt(access_token);
  };

  test('issues a token that its discovered keys verify, valid for an hour', async () => {
    const token = z.object({ access_token: z.string() });
    const issued = await send('POST', '/local/token', { sub: 'u1', email: 'u1@x.example', sid: 's1' });
    const { access_token } = token.parse(await issued.json());
    const discovered = await fetch(`${portal.url}/.well-known/openid-configuration`);
    const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() }).parse(await discovered.json());

    const { payload } = await jwtVerify(access_token, createRemoteJWKSet(new URL(discovery.jwks_uri)), {
      issuer: portal.url,
      audience: 'portal',
      currentDate: new Date(startOfTest),
    });

    const now = startOfTest / 1000;
    expect(payload).toEqual({
      iss: discovery.issuer,
      aud: 'portal',
      sub: 'u1',
      email: 'u1@x.example',
      sid: 's1',
      iat: now,
      nbf: now,
      exp: now + 3600,
    });
  });

  test.each([
    ['issuer', { iss: 'https://elsewhere.example' }, { iss: 'https://elsewhere.example' }],
    ['audience', { aud: 'elsewhere' }, { aud: 'elsewhere' }],
    ['list of audiences', { aud: ['elsewhere', 'portal'] }, { aud: ['elsewhere', 'portal'] }],
    ['end', { exp: 12 }, { exp: 12 }],
    ['lifetime', { expiresIn: -60 }, { exp: startOfTest / 1000 - 60 }],
    ['beginning', { nbf: 4_000_000_000 }, { nbf: 4_000_000_000 }],
    [
      'further claim',
      { claims: { groups: ['a', 'b'], org: { id: 7 } } },
      { groups: ['a', 'b'], org: { id: 7 } },
    ],
    ['claim of a wrong type', { claims: { exp: 'tomorrow', sub: 5 } }, { exp: 'tomorrow', sub: 5 }],
  ])('puts the %s that a tester wants into a token', async (_, wanted, expected) => {
    expect(await claimsOf({ sub: 'u1', ...wanted })).toMatchObject({ sub: 'u1', ...expected });
  });

  test('leaves out a claim that is null', async () => {
    expect(await claimsOf({ sub: 'u1', claims: { exp: null } })).not.toHaveProperty('exp');
  });

  test('names its key by its thumbprint', async () => {
    const keySet = z.object({ keys: z.tuple([z.record(z.string(), z.string())]) });
    const response = await fetch(`${portal.url}/jwks.json`);

    const [key] = keySet.parse(await response.json()).keys;

    expect(key.kid).toBe(await calculateJwkThumbprint(key));
    expect(key.d).toBeUndefined();
  });

  test.each(['openid 2fa:support', ['openid', '2fa:support']])(
    'writes the scope %j as it is',
    async (scope) => {
      expect((await claimsOf({ sub: 'u1', scope })).scope).toEqual(scope);
    },
  );

  test.each([
    ['no sub', {}],
    ['an empty sub', { sub: '' }],
    ['a sub that is a number', { sub: 5 }],
    ['two ends', { sub: 'u1', exp: 1, expiresIn: 1 }],
    ['an end that is a text; `claims` takes any', { sub: 'u1', exp: 'tomorrow' }],
    ['an audience that is a number', { sub: 'u1', aud: 5 }],
    ['further claims that are a list', { sub: 'u1', claims: ['groups'] }],
    ['a field that is no claim it knows', { sub: 'u1', groups: ['a'] }],
    ['a list', []],
  ])('refuses %s and says where', async (_, body) => {
    const response = await send('POST', '/local/token', body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringMatching(/^\//),
    });
  });
});

describe('the helpers', () => {
  test.each(['+12025550100', '%2B12025550100'])(
    'read the number in ?to=%s with its plus sign',
    async (to) => {
      await fetch(`${portal.url}/local/messages?to=${to}`);

      expect(askedFor).toBe('+12025550100');
    },
  );

  test('set faults and clear them', async () => {
    const wanted = { 'sns:Publish': { error: 'Throttling', times: 3 } };

    expect((await send('PUT', '/local/faults', wanted)).status).toBe(204);
    expect(faults).toEqual(wanted);
    expect((await send('PUT', '/local/faults', {})).status).toBe(204);
    expect(faults).toEqual({});
  });

  test('set a fault that strikes after the call', async () => {
    const wanted = { 'dynamodb:PutItem': { after: true, delayMs: 2000 } };

    expect((await send('PUT', '/local/faults', wanted)).status).toBe(204);
    expect(faults).toEqual(wanted);
  });

  test.each([
    [{ 'sns:Publish': { error: 3 } }],
    [{ 'sns:Publish': { delayMs: -1 } }],
    [{ 'sns:Publish': { error: 'X', after: 'yes' } }],
    [{ 'sns:Publish': { times: 1 } }],
    ['x'],
  ])('refuse the faults %j', async (wanted) => {
    expect((await send('PUT', '/local/faults', wanted)).status).toBe(400);
  });

  test.each([
    ['unknown_call', 400, 'invalid_request'],
    ['starting', 503, 'unavailable'],
  ] as const)('answer faults with what the emulator says against them: %s', async (reason, status, code) => {
    refusal = new ControlError(reason, 'known here: sns:Publish');
    const response = await send('PUT', '/local/faults', { 'sns:Publsh': { error: 'X' } });
    refusal = undefined;

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, detail: 'known here: sns:Publish' });
  });
});

describe('the sample backend', () => {
  const signIn = async (): Promise<string> => {
    const credentials = { email: 'ada@mission.example', password: 'mission-control' };
    const response = await send('POST', '/session/sign-in', credentials);
    return response.headers.get('set-cookie') ?? '';
  };

  test('shows nothing for the first factor alone', async () => {
    const [cookie = ''] = (await signIn()).split(';');

    const overview = await fetch(`${portal.url}/session/overview`, { headers: { cookie } });

    expect(overview.status).toBe(403);
  });

  test('keeps the cookie from scripts and from other sites', async () => {
    expect(await signIn()).toMatch(/; HttpOnly; SameSite=Strict$/);
  });

  test('refuses requests that another origin’s page sends', async () => {
    const [cookie = ''] = (await signIn()).split(';');

    const response = await send('POST', '/session/sign-out', {}, { cookie, origin: 'http://localhost:9' });

    expect(response.status).toBe(403);
  });

  test('asks for another try when the service’s keys cannot be fetched, and admits nobody', async () => {
    const [cookie = ''] = (await signIn()).split(';');
    const issued = await send('POST', '/local/token', { sub: 'u1' });
    const { access_token: assertion } = z.object({ access_token: z.string() }).parse(await issued.json());
    const log = jest.spyOn(console, 'error').mockReturnValue();

    const response = await send('POST', '/session/admit', { assertion }, { cookie });
    const overview = await fetch(`${portal.url}/session/overview`, { headers: { cookie } });

    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      detail: expect.stringMatching(/try again/),
    });
    expect(overview.status).toBe(403);
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  test('signing out ends the session, also for whoever has copied its cookie', async () => {
    const [cookie = ''] = (await signIn()).split(';');

    const response = await send('POST', '/session/sign-out', {}, { cookie });
    const overview = await fetch(`${portal.url}/session/overview`, { headers: { cookie } });

    expect(response.status).toBe(204);
    expect(overview.status).toBe(401);
  });

  test('after five wrong passwords in a minute the right one has to wait, and so do addresses without an account', async () => {
    const tries = async (email: string, password: string) => {
      const response = await send('POST', '/session/sign-in', { email, password });
      return {
        status: response.status,
        wait: response.headers.get('retry-after'),
        body: await response.json(),
      };
    };
    const refused = await Promise.all(
      ['sam@mission.example', 'Ghost@Mission.example'].map(async (email) => {
        for (let times = 0; times < 5; times++) expect((await tries(email, 'wrong')).status).toBe(401);
        return tries(email.toUpperCase(), 'mission-control');
      }),
    );

    expect(refused[0]).toMatchObject({ status: 429, wait: '60', body: { code: 'too_many_attempts' } });
    expect(refused[1]).toEqual(refused[0]);
  });

  test('answers an unknown address and a wrong password alike', async () => {
    const answers = await Promise.all(
      ['ada@mission.example', 'nobody@mission.example'].map(async (email) => {
        const response = await send('POST', '/session/sign-in', { email, password: 'wrong' });
        return { status: response.status, body: await response.text() };
      }),
    );

    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
  });
});

test('the page may load nothing from elsewhere and talk to nobody but the portal and the service', async () => {
  const response = await fetch(portal.url);

  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self' http://localhost:9");
  expect(policy).not.toContain('unsafe');
});
