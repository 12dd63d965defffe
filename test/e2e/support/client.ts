/** A client of the API that holds every answer against the contract. */

import * as z from 'zod/mini';
import type { Operation, ReplyBody } from '../../../shared/contract/operation.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '../../../shared/contract/problems.ts';

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Answer<O extends Operation> = { readonly status: number; readonly headers: Headers } & (
  | { readonly ok: true; readonly body: ReplyBody<O> }
  | { readonly ok: false; readonly problem: Problem }
);

/** Calls operations with one access token. */
export interface Client {
  /** The answer, after it has passed the contract: schema, headers and problem details. */
  call<O extends Operation>(operation: O, call?: Call): Promise<Answer<O>>;
  /** The body of a success; throws for anything else. */
  get<O extends Operation>(operation: O, call?: Call): Promise<ReplyBody<O>>;
  /** The problem of a refusal; throws for a success. */
  refused<O extends Operation>(
    operation: O,
    call?: Call,
  ): Promise<Problem & { retryAfter: number | undefined }>;
}

export function createClient(apiUrl: string, token: string | undefined): Client {
  async function call<O extends Operation>(operation: O, request: Call = {}): Promise<Answer<O>> {
    const response = await fetch(apiUrl + pathOf(operation, request), {
      method: operation.method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    const { status, headers } = response;
    const text = await response.text();
    if (text.startsWith('{"message":')) throw new Error(`The gateway answered ${status} ${text}`);
    checkHeaders(operation, response);
    if (status === operation.reply.status) {
      return { ok: true, status, headers, body: bodyOf(operation, text) };
    }
    return { ok: false, status, headers, problem: problemOf(response, text) };
  }

  return {
    call,
    async get(operation, request) {
      const answer = await call(operation, request);
      if (!answer.ok) throw new Error(`${operation.id}: ${JSON.stringify(answer.problem)}`);
      return answer.body;
    },
    async refused(operation, request) {
      const answer = await call(operation, request);
      if (answer.ok) throw new Error(`${operation.id} was not refused`);
      const retryAfter = answer.headers.get('retry-after');
      return { ...answer.problem, retryAfter: retryAfter === null ? undefined : Number(retryAfter) };
    },
  };
}

function pathOf({ path }: Operation, { params = {}, query }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return query === undefined ? filled : `${filled}?${new URLSearchParams(query)}`;
}

function bodyOf<O extends Operation>({ reply }: O, text: string): ReplyBody<O> {
  if (reply.body === undefined) {
    expect(text).toBe('');
    return undefined as ReplyBody<O>;
  }
  return z.parse(reply.body, JSON.parse(text)) as ReplyBody<O>;
}

function problemOf({ status, headers }: Response, text: string): Problem {
  expect(headers.get('content-type')).toBe('application/problem+json');
  const problem = JSON.parse(text) as Problem;
  const kind = PROBLEMS[problem.code];
  expect(problem).toMatchObject({ ...kind, type: `urn:portal-2fa:problem:${problem.code}` });
  expect(status).toBe(kind.status);
  expect(problem.requestId).toBe(headers.get('x-request-id'));
  if (status === 429 || status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  return problem;
}

function checkHeaders({ access }: Operation, { status, headers }: Response): void {
  const cacheable = access === 'public' && status < 400;
  expect(headers.get('cache-control')).toBe(cacheable ? 'public, max-age=300' : 'no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
  expect(headers.get('x-request-id')).not.toBeNull();
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

/** How often each outcome occurs among parallel answers: `ok` or the problem's code. */
export function tally(answers: readonly Outcome[]): Partial<Record<ProblemCode | 'ok', number>> {
  const counts: Partial<Record<ProblemCode | 'ok', number>> = {};
  for (const answer of answers) {
    const outcome = answer.ok ? 'ok' : answer.problem.code;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
