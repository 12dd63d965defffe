import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { PROBLEMS, type Problem } from '../../shared/contract/problems.ts';
import { type Customer, signIn } from './support/customer.ts';
import { gatewayTest, onSam } from './support/platform.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

/** Something that must come back in no answer and no log. */
const CANARY = 'canary-7f3a';

interface Sent {
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly path?: string;
}

async function send(customer: Customer, { body, type = 'application/json', path }: Sent) {
  const response = await fetch(`${system().apiUrl}${path ?? '/v1/2fa/totp/confirm'}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${customer.token}`, ...(type !== '' && { 'content-type': type }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body) }),
  });
  const text = await response.text();
  expect(text).not.toContain(CANARY);
  return { status: response.status, problem: JSON.parse(text) as Problem };
}

const faults: readonly [string, Sent, Partial<Problem>][] = [
  [
    'not JSON',
    { body: `{"code": ${CANARY}` },
    { code: 'invalid_request', errors: [{ pointer: '', detail: 'must be JSON in UTF-8' }] },
  ],
  ['an array', { body: `["${CANARY}"]` }, { code: 'invalid_request' }],
  ['a string', { body: `"${CANARY}"` }, { code: 'invalid_request' }],
  ['null', { body: 'null' }, { code: 'invalid_request' }],
  [
    'a missing field',
    { body: '{}' },
    { code: 'invalid_request', errors: [{ pointer: '/code', detail: 'is missing' }] },
  ],
  ['no body where a field is required', {}, { code: 'invalid_request' }],
  [
    'an unknown field',
    { body: `{"code":"123456","${CANARY}":"${CANARY}"}` },
    { code: 'invalid_request', errors: [{ pointer: '', detail: 'has an unknown field' }] },
  ],
  [
    'a wrong type',
    { body: '{"code":123456}' },
    { code: 'invalid_request', errors: [{ pointer: '/code', detail: 'must be of type string' }] },
  ],
  [
    '__proto__',
    { body: `{"code":"123456","__proto__":{"isAdmin":"${CANARY}"}}` },
    { code: 'invalid_request' },
  ],
  ['constructor', { body: '{"code":"123456","constructor":{"prototype":{}}}' }, { code: 'invalid_request' }],
  ['an unpaired surrogate', { body: '{"code":"\\ud83d"}' }, { code: 'invalid_request' }],
  ['a byte order mark and nothing else', { body: '\ufeff' }, { code: 'invalid_request' }],
  ['deep nesting', { body: '['.repeat(5000) + ']'.repeat(5000) }, { code: 'invalid_request' }],
  ['a megabyte', { body: JSON.stringify({ code: CANARY.repeat(100_000) }) }, { code: 'request_too_large' }],
  [
    'a form',
    { body: `code=${CANARY}`, type: 'application/x-www-form-urlencoded' },
    { code: 'unsupported_media_type' },
  ],
  ['JSON called text', { body: '{"code":"123456"}', type: 'text/plain' }, { code: 'unsupported_media_type' }],
  [
    'JSON in another charset',
    { body: '{"code":"123456"}', type: 'application/json; charset=utf-16' },
    { code: 'unsupported_media_type' },
  ],
];

async function expectProblem(request: Sent, expected: Partial<Problem>): Promise<void> {
  const customer = await signIn(system());

  const { status, problem } = await send(customer, request);

  expect(problem).toMatchObject(expected);
  expect(status).toBe(PROBLEMS[problem.code].status);
}

test.each(faults)('%s gets its problem, and nothing of it comes back', (_name, request, expected) =>
  expectProblem(request, expected),
);

// SAM decodes the body itself, and answers 502 where it cannot.
gatewayTest('broken UTF-8 gets its problem', () =>
  expectProblem({ body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) }, { code: 'invalid_request' }),
);

test('several faults come at once, each with its place', async () => {
  const customer = await signIn(system());

  const { problem } = await send(customer, {
    path: '/v1/2fa/phone',
    body: '{"phoneNumber":7,"channel":"pigeon"}',
  });

  expect(problem.errors).toEqual([
    { pointer: '/phoneNumber', detail: 'must be of type string' },
    { pointer: '/channel', detail: 'must be one of sms, call' },
  ]);
});

test('a body of 16 KiB is read, one byte more is not', async () => {
  const customer = await signIn(system());
  const padded = (length: number) => `{"code":"12345"${' '.repeat(length - 16)}}`;

  expect((await send(customer, { body: padded(16 * 1024) })).problem.code).toBe('invalid_request');
  expect((await send(customer, { body: padded(16 * 1024 + 1) })).problem.code).toBe('request_too_large');
});

test('an absent body equals {} where nothing is required; a media type may name UTF-8', async () => {
  const customer = await signIn(system());

  const absent = await send(customer, { path: '/v1/challenges', type: '' });
  const named = await send(customer, {
    path: '/v1/challenges',
    body: '{}',
    type: 'Application/JSON; charset=UTF-8',
  });

  expect([absent.status, named.status]).toEqual([200, 200]);
});

test('challenge ids of any form are not found', async () => {
  const customer = await signIn(system());

  // Of an encoded slash SAM makes one that parts the path.
  const withSlash = onSam ? [] : ['%2e%2e%2f'];
  for (const id of ['x', '%00', ...withSlash, 'a'.repeat(2000), '%F0%9F%98%80', '__proto__']) {
    const { problem } = await send(customer, {
      path: `/v1/challenges/${id}/verify`,
      body: '{"method":"totp","code":"123456"}',
    });
    expect(problem.code).toBe('challenge_not_found');
  }
});

gatewayTest('unknown routes and methods are the gateway’s own 404', async () => {
  const customer = await signIn(system());
  const before = system().invocations();

  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/v1/2fa/totp'],
    ['PUT', '/v1/2fa'],
    ['GET', '/v2/2fa'],
  ] as const) {
    const response = await fetch(system().apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${customer.token}` },
    });
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  }
  expect(system().invocations()).toBe(before);
});

test('only the portal’s origin may call from a browser', async () => {
  const preflight = (origin: string) =>
    fetch(`${system().apiUrl}/v1/challenges`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-2fa-assertion',
      },
    });

  const own = await preflight(system().portalUrl);
  const foreign = await preflight('https://evil.example');

  expect(own.headers.get('access-control-allow-origin')).toBe(system().portalUrl);
  expect(own.headers.get('access-control-allow-headers')).toContain('x-2fa-assertion');
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
});

test('nothing of any of this was stored or logged', async () => {
  const customer = await signIn(system());
  await send(customer, { body: `{"code":"${CANARY}"}` });

  expect((await customer.get(getStatus)).pending).toBeNull();
  expect(system().logs().join('\n')).not.toContain(CANARY);
  expect(system().logs().join('\n')).not.toMatch(/"status":500/);
});
