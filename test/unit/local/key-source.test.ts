/** Where the gateway's JWT authorizer has the issuer's keys from. */

import { createKeySource } from '../../local/emulator/gateway/key-source.ts';
import { type Listening, listen } from '../../local/host/listen.ts';

const key = { kty: 'RSA', kid: 'key-1', n: 'AQAB', e: 'AQAB' };

let issuer: Listening;
let asked: string[] = [];
let isDown = false;

const url = (): string => `http://localhost:${issuer.port}`;

beforeAll(async () => {
  const documents: Readonly<Record<string, () => object>> = {
    '/.well-known/openid-configuration': () => ({ issuer: url(), jwks_uri: `${url()}/jwks.json` }),
    '/jwks.json': () => ({ keys: [key] }),
  };
  issuer = await listen((request, response) => {
    asked.push(request.url ?? '');
    if (isDown) return void request.destroy();
    response.end(JSON.stringify(documents[request.url ?? '']?.() ?? {}));
  }, 0);
});

beforeEach(() => {
  asked = [];
});

afterAll(() => issuer.close());

test('a burst of first requests fetches the key set once, and all of them get the key', async () => {
  const keys = createKeySource();

  const found = await Promise.all(Array.from({ length: 50 }, () => keys(url(), 'key-1')));

  expect(found).toEqual(Array.from({ length: 50 }, () => key));
  expect(asked).toEqual(['/.well-known/openid-configuration', '/jwks.json']);
});

test('an issuer that failed once is asked again', async () => {
  const keys = createKeySource();
  isDown = true;
  await expect(keys(url(), 'key-1')).rejects.toThrow();

  isDown = false;

  expect(await keys(url(), 'key-1')).toEqual(key);
});

test('an unknown key id fetches the key set anew, but not more than once in a second', async () => {
  let now = 0;
  const keys = createKeySource(() => now);
  await keys(url(), 'key-1');
  asked = [];

  now = 999;
  expect(await keys(url(), 'key-2')).toBeUndefined();
  expect(asked).toEqual([]);
  now = 1000;
  expect(await keys(url(), 'key-2')).toBeUndefined();

  expect(asked).toContain('/jwks.json');
});
