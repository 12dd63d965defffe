/** The client as a page has it, against an API that is scripted. */

import { OPERATIONS } from '../../../shared/contract/operations.ts';
import { PROBLEMS } from '../../../shared/contract/problems.ts';
import { createClient } from '../../../shared/portal/client/src/client.ts';
import { ProblemError } from '../../../shared/portal/client/src/problem.ts';

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Scripted {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with each in turn, and keeps what was asked. */
function scripted(...answers: readonly (Scripted | Error)[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { method, headers, body } = init;
    sent.push({
      url: String(url),
      method,
      headers: headers as Readonly<Record<string, string>>,
      body: body === undefined ? undefined : JSON.parse(String(body)),
    });
    init.signal?.throwIfAborted();
    const answer = answers[sent.length - 1];
    if (answer === undefined) throw new Error('Nothing more is scripted');
    if (answer instanceof Error) throw answer;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return new Response(answer.status === 204 ? null : text, {
      status: answer.status,
      headers: { ...answer.headers },
    });
  };
  return { sent, fetch };
}

const client = (fetch: typeof globalThis.fetch, more: { readonly locale?: string | (() => string) } = {}) =>
  createClient({ apiUrl: 'https://2fa.example/', accessToken: () => 'token-1', fetch, ...more });

const failure = async (call: Promise<unknown>): Promise<ProblemError> => {
  const caught = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (caught instanceof ProblemError) return caught;
  throw new Error('It has not failed with a problem', { cause: caught });
};

const ok: Scripted = { status: 200, body: {} };
const problem = (code: keyof typeof PROBLEMS, more: object = {}, headers = {}): Scripted => ({
  status: PROBLEMS[code].status,
  body: { ...PROBLEMS[code], code, type: `urn:portal-2fa:problem:${code}`, requestId: 'r1', ...more },
  headers,
});

test('has a method for every operation that takes a token, called as the document calls it', () => {
  const ids = OPERATIONS.filter(({ access }) => access !== 'public').map(({ id }) =>
    id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

  expect(Object.keys(client(scripted().fetch)).sort()).toEqual(ids.sort());
});

describe('a call', () => {
  test('has the token, a body only where the contract has one, and the proof of a step-up where given', async () => {
    const { sent, fetch } = scripted(ok, ok);

    await client(fetch).getStatus();
    await client(fetch).startTotp({ assertion: 'proof' });

    expect(sent).toEqual([
      {
        url: 'https://2fa.example/v1/2fa',
        method: 'GET',
        headers: { authorization: 'Bearer token-1' },
        body: undefined,
      },
      {
        url: 'https://2fa.example/v1/2fa/totp',
        method: 'POST',
        headers: {
          authorization: 'Bearer token-1',
          'content-type': 'application/json',
          'x-2fa-assertion': 'proof',
        },
        body: {},
      },
    ]);
  });

  test('gives the answer as it is, and nothing for an answer without a body', async () => {
    const answer = { enabled: false };
    const { fetch } = scripted({ status: 200, body: answer }, { status: 204 });

    expect(await client(fetch).getStatus()).toEqual(answer);
    expect(await client(fetch).turnOff()).toBeUndefined();
  });

  test('escapes what is put into its path', async () => {
    const { sent, fetch } = scripted(ok, ok, ok);

    await client(fetch).verifyChallenge('a/b', { method: 'totp', code: '123456' });
    await client(fetch).supportListEvents('auth0|x?y', '000-1');
    await client(fetch).listEvents(null);

    expect(sent.map(({ url }) => url)).toEqual([
      'https://2fa.example/v1/challenges/a%2Fb/verify',
      'https://2fa.example/v1/support/users/auth0%7Cx%3Fy/events?cursor=000-1',
      'https://2fa.example/v1/2fa/events',
    ]);
  });

  test('asks for texts and calls in the language of the page, unless it names one itself', async () => {
    const { sent, fetch } = scripted(ok, ok, ok);
    let language = 'sv';
    const page = client(fetch, { locale: () => language });

    await page.startPhone({ phoneNumber: '+12025550100', channel: 'sms' });
    language = 'ar';
    await page.sendChallengeCode('c1', { channel: 'call' });
    await page.sendChallengeCode('c1', { channel: 'call', locale: 'de' });

    expect(sent.map(({ body }) => body)).toEqual([
      { phoneNumber: '+12025550100', channel: 'sms', locale: 'sv' },
      { channel: 'call', locale: 'ar' },
      { channel: 'call', locale: 'de' },
    ]);
  });
});

describe('the token', () => {
  test('is renewed once when it is refused, and the call made again with the new one', async () => {
    const { sent, fetch } = scripted({ status: 401, body: { message: 'Unauthorized' } }, ok);
    const asked: boolean[] = [];
    const page = createClient({
      apiUrl: 'https://2fa.example',
      accessToken: async ({ renew }) => {
        asked.push(renew);
        return renew ? 'new' : 'old';
      },
      fetch,
    });

    await page.confirmTotp({ code: '123456' });

    expect(asked).toEqual([false, true]);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(sent[1]?.body).toEqual({ code: '123456' });
  });

  test('that is refused when renewed is a problem, and not tried for ever', async () => {
    const refused = { status: 401, body: { message: 'Unauthorized' } };
    const { sent, fetch } = scripted(refused, refused);

    expect(await failure(client(fetch).getStatus())).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(sent).toHaveLength(2);
  });

  test('that the portal cannot give is a problem with its cause', async () => {
    const { sent, fetch } = scripted();
    const cause = new Error('signed out');
    const page = createClient({
      apiUrl: 'https://2fa.example',
      accessToken: () => Promise.reject(cause),
      fetch,
    });

    expect(await failure(page.getStatus())).toMatchObject({ code: 'unauthenticated', cause });
    expect(sent).toEqual([]);
  });
});

describe('a problem', () => {
  test('says its code, its words, how many tries are left and what to name to support', async () => {
    const { fetch } = scripted(problem('wrong_code', { attemptsRemaining: 4 }));

    expect(await failure(client(fetch).confirmTotp({ code: '000000' }))).toMatchObject({
      name: 'ProblemError',
      code: 'wrong_code',
      status: 422,
      message: PROBLEMS.wrong_code.detail,
      attemptsRemaining: 4,
      retryAfter: undefined,
      errors: [],
      requestId: 'r1',
    });
  });

  test('says in seconds when to try again', async () => {
    const { fetch } = scripted(problem('too_many_attempts', {}, { 'retry-after': '42' }));

    expect(await failure(client(fetch).confirmTotp({ code: '000000' }))).toMatchObject({
      code: 'too_many_attempts',
      retryAfter: 42,
    });
  });

  test('says each fault of an invalid request', async () => {
    const errors = [{ pointer: '/code', detail: 'must be six digits' }];
    const { fetch } = scripted(problem('invalid_request', { errors }));

    expect((await failure(client(fetch).confirmTotp({ code: 'x' }))).errors).toEqual(errors);
  });

  test.each([
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [404, 'unexpected'],
  ] as const)('of API Gateway itself is known by its status: %i is %s', async (status, code) => {
    const { fetch } = scripted({ status, body: { message: 'Not Found' } });

    expect(await failure(client(fetch).getStatus())).toMatchObject({ code, status });
  });

  test('is had also where no answer came, or somebody else’s', async () => {
    const cause = new TypeError('fetch failed');
    const offline = scripted(cause);
    const captured = scripted({ status: 200, body: '<html>Sign in to this network</html>' });

    expect(await failure(client(offline.fetch).getStatus())).toMatchObject({
      code: 'unreachable',
      status: 0,
      cause,
    });
    expect(await failure(client(captured.fetch).getStatus())).toMatchObject({
      code: 'unexpected',
      status: 200,
    });
  });

  test('is none where the page itself has called it off', async () => {
    const { fetch } = scripted(ok);

    const call = client(fetch).getStatus({ signal: AbortSignal.abort() });

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
