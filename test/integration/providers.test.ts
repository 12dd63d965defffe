/** Each preset on tokens as its provider issues them: behind API Gateway's authorizer, and checked by the service alone. */

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import * as z from 'zod/mini';
import { type Access, operation } from '../../shared/contract/operation.ts';
import type { Caller } from '../../shared/domain/caller.ts';
import { ok } from '../../shared/domain/result.ts';
import { decide } from '../../shared/domain/sign-in-policy.ts';
import { serve } from '../../shared/http/serve.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { claimText } from '../local/emulator/gateway/event.ts';
import { DEFAULT_PROMPT } from '../unit/support/decision-table.ts';
import { readLog } from '../unit/support/log-lines.ts';
import { context, requestEvent } from '../unit/support/request.ts';
import { kim, NOW, totpFactor } from '../unit/support/users.ts';
import { PROVIDER_TOKENS, type ProviderToken } from './support/provider-tokens.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...(await exportJWK(publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
const provider = createServer(({ url }, response) => {
  const body = url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});

let log: ReturnType<typeof readLog>;
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());

const reply = { status: 200, body: z.unknown() };
const opened = (access: Access) =>
  operation({ id: access, method: 'GET', path: '/', summary: 'A test', access, reply, problems: [] });

/** What the caller of such a request may do, and who it is. */
async function judge({ provider: name, audience }: ProviderToken, parts: Parameters<typeof requestEvent>[0]) {
  const { tokenClaims, scopes, ...settings } = readSettings({
    issuer: 'https://login.portal.example',
    audience,
    portalOrigins: ['https://portal.example'],
    brand: 'Mission Control',
    numbers: { allowedCountries: ['US'] },
    provider: name,
  });
  const token = { issuer, audience: settings.audience, claims: tokenClaims, scopes };
  const answers = async (access: Access) => {
    const handler = serve(opened(access), { clock: { now: () => NOW }, token }, async ({ caller }) =>
      ok(caller),
    );
    return handler(requestEvent(parts), context);
  };
  const { body } = await answers('user');
  const caller = JSON.parse(body ?? '{}') as Caller;
  const { loginMethod } = caller;
  const signIn = { loginMethod, signUp: false, now: NOW };
  const opens = async (access: Access) => (await answers(access)).statusCode === 200;
  return {
    sub: caller.userId,
    sid: caller.sid,
    email: caller.email,
    asked: decide(kim({ factor: totpFactor() }), signIn, DEFAULT_PROMPT).decision === 'challenge',
    opens: (await opens('support'))
      ? 'support'
      : (await opens('support_read'))
        ? 'reads'
        : (await opens('admin'))
          ? 'erasure'
          : 'nothing',
  };
}

const cases = PROVIDER_TOKENS.map((token) => [`${token.provider}: a token ${token.what}`, token] as const);

describe.each(cases)('%s', (_what, token) => {
  const { sub, sid, email, asked, opens } = token;
  const payload = { ...token.payload, iss: issuer, iat: NOW / 1000, exp: NOW / 1000 + 60 };
  const authorization = async () =>
    `Bearer ${await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey)}`;

  test('as API Gateway hands its claims over', async () => {
    // A token is JSON, where what is undefined is not there.
    const claims = Object.entries(JSON.parse(JSON.stringify(payload)));
    const flattened = Object.fromEntries(claims.map(([name, value]) => [name, claimText(value)]));
    const parts = { claims: flattened, headers: { authorization: await authorization() } };
    expect(await judge(token, parts)).toEqual({ sub, sid, email, asked, opens });
  });

  test('as a bare bearer token', async () => {
    const parts = { headers: { authorization: await authorization() } };
    expect(await judge(token, parts)).toEqual({ sub, sid, email, asked, opens });
  });
});

test('every preset has tokens that are asked for a code', () => {
  const asked = new Set(PROVIDER_TOKENS.filter((token) => token.asked).map((token) => token.provider));
  expect([...asked].toSorted()).toEqual(['auth0', 'cognito', 'entra', 'google', 'hydra', 'keycloak', 'okta']);
});
