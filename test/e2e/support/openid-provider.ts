/** A portal's OpenID provider that is none of ours: `oidc-provider`, with the accounts of a test. */

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK } from 'jose';
import Provider from 'oidc-provider';

export interface Account {
  /** Claims of the access token, besides those of every one. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface OpenidProvider {
  readonly issuer: string;
  /** Signs the account in as a browser does, by the authorization code flow with PKCE. @returns the access token. */
  signIn(account: string): Promise<string>;
  close(): Promise<void>;
}

const CLIENT = 'portal';
const REDIRECT = 'https://portal.example/callback';

/**
 * Starts one on this machine. It says on the console that it is set up for trying things out, which is what it is for
 * here, and nobody's report.
 * @param audience of the access tokens.
 */
export async function startOpenidProvider(
  accounts: Readonly<Record<string, Account>>,
  audience: string,
): Promise<OpenidProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response)).listen(0, 'localhost');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...(await exportJWK(privateKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const spies = [
    jest.spyOn(console, 'warn').mockImplementation(() => undefined),
    jest.spyOn(console, 'info').mockImplementation(() => undefined),
  ];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        redirect_uris: [REDIRECT],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    formats: {
      customizers: {
        jwt: (_context, token, parts) => {
          const account = 'accountId' in token ? accounts[String(token.accountId)] : undefined;
          Object.assign(parts.payload, account?.claims);
        },
      },
    },
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'https://2fa.portal.example',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'sign-in',
          audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  answer = provider.callback();
  return {
    issuer,
    signIn: (account) => signIn(issuer, account),
    async close() {
      for (const spy of spies) spy.mockRestore();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function signIn(issuer: string, account: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const cookies = new Map<string, string>();

  /** One request of the browser: it keeps cookies and does not follow a redirection. */
  async function go(address: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await fetch(new URL(address, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  }

  const query = new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid sign-in',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let place = `/auth?${query}`;
  // To the provider's form, its consent, and back to the portal.
  for (let step = 0; step < 10 && !place.startsWith(REDIRECT); step++) {
    const response = await go(place);
    const location = response.headers.get('location');
    if (location !== null) {
      place = location;
      continue;
    }
    const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(await response.text()) ?? [];
    const answered = await go(place, { prompt, login: account, password: 'anything' });
    place = answered.headers.get('location') ?? '';
  }
  const code = new URL(place).searchParams.get('code') ?? '';
  const token = await go('/token', {
    client_id: CLIENT,
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT,
    code,
    code_verifier: verifier,
  });
  const body: unknown = await token.json();
  if (typeof body === 'object' && body !== null && 'access_token' in body) return String(body.access_token);
  throw new Error(`The provider gives no token: ${JSON.stringify(body)}`);
}
