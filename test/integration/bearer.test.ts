/** Where no authorizer has checked the token, the service does, and lets no bad one pass. */

import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';
import { DEFAULT_SCOPES } from '../../shared/domain/scopes.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { verifyBearer } from '../../shared/http/bearer.ts';
import { NOW } from '../unit/support/users.ts';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
let down = true;
let keysDown = false;

const provider = createServer((request, response) => {
  if (down || (keysDown && request.url === '/keys')) return void response.writeHead(503).end();
  const documents = new Map<string | undefined, unknown>([
    ['/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/keys` }],
    ['/keys', { keys: [jwk] }],
  ]);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(documents.get(request.url)));
});
await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});

const settings = {
  issuer,
  audience: ['portal', 'mobile'],
  scopes: DEFAULT_SCOPES,
  claims: { sub: 'sub', sid: 'sid', email: 'email', loginMethod: 'login_method', scope: 'scope' },
};
const seconds = NOW / 1000;
const good: JWTPayload = { iss: issuer, aud: 'portal', sub: 'kim', exp: seconds + 60, nbf: seconds - 60 };
const header = { alg: 'RS256', kid: 'own' };

const token = (claims: JWTPayload, key = own.privateKey) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);
const verify = (authorization: string | undefined) => verifyBearer(authorization, settings, NOW);
const verifyToken = async (jwt: string | Promise<string>) => verify(`Bearer ${await jwt}`);

test('an issuer that cannot be reached: unavailable, not let in, and asked again', async () => {
  down = true;
  await expect(verifyToken(token(good))).rejects.toThrow(Unavailable);
  down = false;
  keysDown = true;
  await expect(verifyToken(token(good))).rejects.toThrow(Unavailable);
  keysDown = false;
  expect(await verifyToken(token(good))).toEqual(good);
});

describe('with the issuer there', () => {
  beforeAll(() => {
    down = false;
  });

  test('the word before the token may be in any case', async () => {
    expect(await verify(`bearer ${await token(good)}`)).toMatchObject({ sub: 'kim' });
  });

  test.each<[string, JWTPayload]>([
    ['for another of the audiences', { ...good, aud: 'mobile' }],
    ['for several, of which one is ours', { ...good, aud: ['other', 'portal'] }],
    ['of a client, without an audience', { iss: issuer, client_id: 'portal', sub: 'kim', exp: seconds + 60 }],
  ])('a token %s is one', async (_name, claims) => {
    expect(await verifyToken(token(claims))).toEqual(claims);
  });

  test.each<[string, JWTPayload]>([
    ['expired', { ...good, exp: seconds - 1 }],
    ['not yet valid', { ...good, nbf: seconds + 60 }],
    ['of another issuer', { ...good, iss: 'https://elsewhere.example' }],
    ['for another audience', { ...good, aud: 'other' }],
    ['for another audience, by a client of ours', { ...good, aud: 'other', client_id: 'portal' }],
    ['for nobody', { iss: issuer, sub: 'kim', exp: seconds + 60 }],
    ['without an end', { iss: issuer, aud: 'portal', sub: 'kim' }],
  ])('a token %s is none', async (_name, claims) => {
    expect(await verifyToken(token(claims))).toBeUndefined();
  });

  test('a token signed with another key is none', async () => {
    expect(await verifyToken(token(good, foreign.privateKey))).toBeUndefined();
  });

  test('a token that names a key which the issuer does not have is none', async () => {
    const unknown = new SignJWT(good).setProtectedHeader({ ...header, kid: 'gone' }).sign(own.privateKey);
    expect(await verifyToken(unknown)).toBeUndefined();
  });

  test('a token without a signature, or under the public key as a secret, is none', async () => {
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await verifyToken(`${base64({ alg: 'none' })}.${base64(good)}.`)).toBeUndefined();
    const input = `${base64({ alg: 'HS256', kid: 'own' })}.${base64(good)}`;
    const pem = own.publicKey.export({ type: 'spki', format: 'pem' });
    const mac = createHmac('sha256', pem).update(input).digest('base64url');
    expect(await verifyToken(`${input}.${mac}`)).toBeUndefined();
  });

  test.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer a b', 'Basic a2lt', 'Bearer a.b.c', 'Bearer null'])(
    '%j is none',
    async (authorization) => {
      expect(await verify(authorization)).toBeUndefined();
    },
  );
});
