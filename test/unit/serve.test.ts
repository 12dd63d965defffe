/** The middleware stack around every operation: headers, authentication, and what a failure tells. */

import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { type Access, operation, type UseCase } from '../../shared/contract/operation.ts';
import type { KeyRing } from '../../shared/domain/ports/key-ring.ts';
import { pseudonyms } from '../../shared/domain/pseudonym.ts';
import { refusal } from '../../shared/domain/refusal.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { DEFAULT_SCOPES } from '../../shared/domain/scopes.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { serve } from '../../shared/http/serve.ts';
import { keyRingOf } from './support/key-ring.ts';
import { type LogLines, readLog } from './support/log-lines.ts';
import { context, REQUEST_ID, type RequestParts, requestEvent } from './support/request.ts';
import { KIM, NOW } from './support/users.ts';

const reply = { status: 200, body: z.strictObject({ hello: z.string() }) };
const common = { method: 'GET', path: '/', summary: 'A test', reply, problems: [] } as const;
const forUsers = operation({ ...common, id: 'for-users', access: 'user' });
const forSupport = operation({ ...common, id: 'for-support', access: 'support' });
const forAll = operation({ ...common, id: 'for-all', access: 'public' });

const claimNames = { sub: 'sub', sid: 'sid', email: 'email', loginMethod: 'login_method', scope: 'scope' };
const settings = {
  clock: { now: () => NOW },
  token: {
    issuer: 'https://login.portal.example',
    audience: ['portal'],
    claims: claimNames,
    scopes: DEFAULT_SCOPES,
  },
};
const hello: UseCase<typeof forUsers> = async ({ caller }) => ok({ hello: caller.userId });
const claims = { sub: 'kim' };

let log: LogLines;
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());

async function answer(served: ReturnType<typeof serve>, parts: RequestParts = { claims }) {
  const response = await served(requestEvent(parts), context);
  const { statusCode, headers = {}, body } = response;
  return { statusCode, headers, body: body === undefined ? undefined : JSON.parse(body) };
}

describe('every answer', () => {
  const failing = (error: Error) => serve(forUsers, settings, () => Promise.reject(error));

  test.each([
    ['a success', serve(forUsers, settings, hello), 200],
    ['a refusal', serve(forUsers, settings, async () => err(refusal('not_enabled'))), 409],
    ['an outage', failing(new Unavailable('dynamodb', new Error('x'))), 503],
    ['a bug', failing(new TypeError('x')), 500],
  ])('%s: not stored, not sniffed, over TLS only, with its request id', async (_name, served, status) => {
    const { statusCode, headers } = await answer(served);
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-request-id': REQUEST_ID,
    });
  });

  test('a public document may be cached, a failure to get it may not', async () => {
    const served = serve(forAll, settings, async () => ok({ hello: 'all' }));
    expect((await answer(served, {})).headers['cache-control']).toBe('public, max-age=300');
    const failed = serve(forAll, settings, () => Promise.reject(new Unavailable('kms', new Error('x'))));
    expect((await answer(failed, {})).headers['cache-control']).toBe('no-store');
  });

  test('a script is sent as it is, and compressed for who takes that', async () => {
    const script = operation({
      ...common,
      id: 'script',
      access: 'public',
      reply: { status: 200, body: z.string(), media: 'text/javascript' },
    });
    const compressing = { ...settings, compress: (text: string) => gzipSync(text) };
    const served = serve(script, compressing, async () => ok('hello()'));

    const plain = await served(requestEvent({}), context);
    const packed = await served(requestEvent({ headers: { 'accept-encoding': 'br, gzip' } }), context);

    expect(plain).toMatchObject({
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
      body: 'hello()',
    });
    expect(packed).toMatchObject({
      headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' },
      isBase64Encoded: true,
    });
    expect(gunzipSync(Buffer.from(packed.body ?? '', 'base64')).toString()).toBe('hello()');
  });

  test('nothing to say: no body and no content type', async () => {
    const gone = operation({ ...common, id: 'gone', access: 'user', reply: { status: 204 } });
    const { statusCode, headers, body } = await answer(serve(gone, settings, async () => ok(undefined)));
    expect([statusCode, body, headers['content-type']]).toEqual([204, undefined, undefined]);
  });

  test('is logged once: operation, status and code, and nothing of the caller', async () => {
    await answer(
      serve(forUsers, settings, async () => err(refusal('wrong_code'))),
      {
        claims: { sub: 'kim-4711', email: 'kim@portal.example' },
        headers: { authorization: 'Bearer e30.e30.c2ln', 'x-2fa-assertion': 'a.b.c' },
      },
    );
    expect(log.entries()).toMatchObject([
      { event: 'request_completed', operation: 'for-users', status: 422, code: 'wrong_code' },
    ]);
    expect(log.lines.join('\n')).not.toMatch(/kim|Bearer|e30|a\.b\.c/);
  });
});

describe('the line in the log', () => {
  const KEYS = keyRingOf([1, 2], 1);
  const known = { ...settings, keys: async () => KEYS };
  const trying = operation({
    ...common,
    id: 'trying',
    access: 'user',
    tries: 'as_named',
    body: z.strictObject({ method: z.enum(['totp', 'backup_code']), code: z.string() }),
  });
  const body = JSON.stringify({ method: 'totp', code: '048151' });
  const line = () => log.entries().find(({ event }) => event === 'request_completed');

  test('knows the caller by a pseudonym that support can be told, and by a network', async () => {
    await answer(serve(forUsers, known, hello));
    expect(line()).toMatchObject({ user: pseudonyms(KEYS, KIM)[0], network: '192.0.2.0/24' });
    expect(line()?.user).toMatch(/^1\.[\w-]{22}$/);
  });

  test('has another pseudonym for another caller, and for the next version of the keys', async () => {
    await answer(serve(forUsers, known, hello), { claims: { sub: 'robin' } });
    expect(pseudonyms(KEYS, KIM)).not.toContain(line()?.user);
    expect(new Set(pseudonyms(KEYS, KIM)).size).toBe(2);
  });

  test.each<[string, UseCase<typeof forUsers>, number]>([
    ['a refusal', async () => err(refusal('not_enabled')), 409],
    ['a bug', () => Promise.reject(new TypeError('x')), 500],
  ])('names the caller of %s as well', async (_name, useCase, status) => {
    await answer(serve(forUsers, known, useCase));
    expect(line()).toMatchObject({ status, user: pseudonyms(KEYS, KIM)[0] });
  });

  test.each<[string, () => Promise<KeyRing>]>([
    ['do not come', () => new Promise(() => undefined)],
    ['cannot be had', () => Promise.reject(new Unavailable('kms', new Error('x')))],
  ])('names no caller where the keys %s; the answer waits for none', async (_name, keys) => {
    expect((await answer(serve(forUsers, { ...settings, keys }, hello))).statusCode).toBe(200);
    expect(line()).not.toHaveProperty('user');
  });

  test.each([
    ['accepted', async () => ok({ hello: 'kim' })],
    ['wrong', async () => err(refusal('wrong_code'))],
    ['limited', async () => err(refusal('too_many_attempts'))],
    ['refused', async () => err(refusal('code_expired'))],
    ['failed', () => Promise.reject(new Unavailable('dynamodb', new Error('x')))],
  ] as const)('says of an attempt what was tried, and that it was %s', async (outcome, useCase) => {
    await answer(serve(trying, known, useCase as UseCase<typeof trying>), { claims, body });
    expect(line()).toMatchObject({ method: 'totp', outcome });
    expect(log.lines.join('\n')).not.toContain('048151');
  });

  test.each([
    ['ok', async () => ok({ hello: 'kim' })],
    ['limited', async () => err(refusal('delivery_paused'))],
    ['limited', async () => err(refusal('resend_too_soon'))],
    ['refused', async () => err(refusal('wrong_code'))],
    ['failed', () => Promise.reject(new TypeError('x'))],
  ] as const)('says in one word that the request ended %s', async (result, useCase) => {
    await answer(serve(forUsers, known, useCase as UseCase<typeof forUsers>), { claims });
    expect(line()).toMatchObject({ result });
  });

  test('says nothing of a method where none was tried', async () => {
    await answer(
      serve(trying, known, async () => ok({ hello: 'kim' })),
      { claims, body: '{}' },
    );
    await answer(serve(forUsers, known, hello));
    for (const entry of log.entries()) expect(entry).not.toHaveProperty('outcome');
  });
});

describe('who is let in', () => {
  test('a caller whose token the gateway has verified', async () => {
    const { body } = await answer(serve(forUsers, settings, hello));
    expect(body).toEqual({ hello: 'kim' });
  });

  test.each<[string, RequestParts]>([
    ['no claims and no token', {}],
    ['something else than a bearer token', { headers: { authorization: 'Basic a2ltOmtpbQ==' } }],
    ['claims without a subject', { claims: {} }],
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject that is no text', { claims: { sub: ['kim'] } }],
    ['a subject that nothing could store', { claims: { sub: '\ud83d' } }],
    ['a subject longer than any', { claims: { sub: 'k'.repeat(256) } }],
  ])('%s: 401, and the operation never runs', async (_name, parts) => {
    let ran = false;
    const served = serve(forUsers, settings, async () => {
      ran = true;
      return ok({ hello: 'nobody' });
    });
    const { statusCode, body } = await answer(served, parts);
    expect([statusCode, body.code, ran]).toEqual([401, 'unauthenticated', false]);
  });

  test('an operation that lacks its token settings never lets anybody in', async () => {
    const served = serve(forUsers, { clock: settings.clock }, hello);
    expect((await answer(served)).statusCode).toBe(500);
  });

  test.each([
    ['2fa:support', 200],
    ['openid 2fa:support profile', 200],
    ['', 403],
    ['2fa:supporter', 403],
    ['x2fa:support', 403],
    ['2FA:SUPPORT', 403],
    // An array, and no token to read it from.
    [['2fa:support'], 401],
  ])('scope %j for a support operation: %i', async (scope, status) => {
    const served = serve(forSupport, settings, async ({ caller }) => ok({ hello: caller.userId }));
    expect((await answer(served, { claims: { ...claims, scope } })).statusCode).toBe(status);
  });

  test.each<[Access, readonly string[]]>([
    ['support', ['helpdesk']],
    ['support_read', ['helpdesk', 'readers']],
    ['admin', ['admins']],
  ])('%s is opened by %j and by nothing else, whatever the operator calls them', async (access, opening) => {
    const scopes = { support: 'helpdesk', supportRead: 'readers', admin: 'admins' };
    const forSome = operation({ ...common, id: 'for-some', access });
    const served = serve(forSome, { ...settings, token: { ...settings.token, scopes } }, async ({ caller }) =>
      ok({ hello: caller.userId }),
    );
    for (const scope of ['helpdesk', 'readers', 'admins', '2fa:support', '2fa:support:read', '2fa:admin']) {
      const { statusCode } = await answer(served, { claims: { ...claims, scope } });
      expect([scope, statusCode]).toEqual([scope, opening.includes(scope) ? 200 : 403]);
    }
  });

  test('headers are found however their names are written', async () => {
    const served = serve(forUsers, settings, async ({ headers }) =>
      ok({ hello: headers['x-2fa-assertion'] ?? '' }),
    );
    expect((await answer(served, { claims, headers: { 'X-2FA-Assertion': 'proof' } })).body).toEqual({
      hello: 'proof',
    });
  });

  test('a public operation asks nobody', async () => {
    const served = serve(forAll, { clock: settings.clock }, async () => ok({ hello: 'all' }));
    expect((await answer(served, {})).statusCode).toBe(200);
  });

  test('the token is checked before the body: nobody learns what a body should be', async () => {
    const body = operation({ ...common, id: 'strict', access: 'user', body: z.strictObject({}) });
    const served = serve(body, settings, async () => ok({ hello: 'x' }));
    expect((await answer(served, { body: 'not JSON' })).statusCode).toBe(401);
  });
});

describe('a failure', () => {
  const message = 'cannot store +12025550100 for code 048151';

  test('of an AWS service: 503 with Retry-After, and a log line without the service’s words', async () => {
    const error = new Unavailable('dynamodb', new RangeError(message));
    const { statusCode, headers, body } = await answer(
      serve(forUsers, settings, () => Promise.reject(error)),
    );
    expect([statusCode, headers['retry-after'], body.code]).toEqual([503, '5', 'unavailable']);
    expect(log.entries()[0]).toMatchObject({
      event: 'dependency_unavailable',
      dependency: 'dynamodb',
      reason: 'RangeError',
    });
    expect(log.lines.join('\n')).not.toContain('048151');
  });

  test('that nobody expected: 500 without a word of it, and a log line that says where, not what', async () => {
    const { statusCode, body } = await answer(
      serve(forUsers, settings, () => Promise.reject(new TypeError(message))),
    );
    expect([statusCode, body.code]).toEqual([500, 'internal_error']);
    const [entry] = log.entries();
    expect(entry).toMatchObject({ event: 'request_failed', reason: 'TypeError', level: 'ERROR' });
    expect(JSON.stringify(entry?.stack)).toContain('serve.test');
    expect(log.lines.join('\n') + JSON.stringify(body)).not.toMatch(/048151|2025550100/);
  });
});
