/** The gateway's JWT authorizer refuses every token that is not the issuer's, for the audience, and valid now. */

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { authorise } from '../../local/emulator/gateway/jwt.ts';

const NOW = 1_691_411_405;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' };
const pem = publicKey.export({ type: 'spki', format: 'pem' });
const authorizer = { issuer: 'https://login.example', audience: ['portal'] };
const keys = async (_issuer: string, keyId: string) => (keyId === 'key-1' ? jwk : undefined);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const claims = (overrides: Record<string, unknown> = {}) => ({
  iss: 'https://login.example',
  aud: 'portal',
  sub: 'user',
  iat: NOW,
  exp: NOW + 300,
  ...overrides,
});

function token(payload: unknown, header: Record<string, unknown> = {}): string {
  const signed = `${encode({ alg: 'RS256', kid: 'key-1', ...header })}.${encode(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

const decide = async (header: string, scopes: readonly string[] = []) =>
  (await authorise(header, authorizer, scopes, keys, NOW * 1000)).kind;

test.each([
  ['with the word Bearer', `Bearer ${token(claims())}`],
  ['without it', token(claims())],
  ['for several audiences', token(claims({ aud: ['other', 'portal'] }))],
  ['for a client instead of an audience', token(claims({ aud: undefined, client_id: 'portal' }))],
])('takes a good token %s', async (_name, header) => {
  expect(await decide(header)).toBe('authorised');
});

function confusedToken(): string {
  const signed = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode(claims())}`;
  return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
}

test.each([
  ['is garbage', 'Bearer nonsense'],
  ['has no signature', `${encode({ alg: 'none' })}.${encode(claims())}.`],
  ['is signed with the public key as a secret', confusedToken()],
  ['names no key', token(claims(), { kid: undefined })],
  ['names an unknown key', token(claims(), { kid: 'key-2' })],
  [
    'was changed after signing',
    token(claims()).replace(/\.[^.]+\./, `.${encode(claims({ sub: 'other' }))}.`),
  ],
  ['comes from another issuer', token(claims({ iss: 'https://evil.example' }))],
  ['is for another audience', token(claims({ aud: 'other' }))],
  ['is for another audience although the client fits', token(claims({ aud: 'other', client_id: 'portal' }))],
  ['has expired', token(claims({ exp: NOW }))],
  ['never expires', token(claims({ exp: undefined }))],
  ['is not valid yet', token(claims({ nbf: NOW + 1 }))],
  ['was issued in the future', token(claims({ iat: NOW + 60 }))],
])('refuses a token that %s', async (_name, header) => {
  expect(await decide(header)).toBe('unauthorised');
});

test('forbids a route whose scopes the token lacks', async () => {
  expect(await decide(token(claims({ scope: 'a b' })), ['2fa:support'])).toBe('forbidden');
  expect(await decide(token(claims({ scope: 'a 2fa:support' })), ['2fa:support'])).toBe('authorised');
});
