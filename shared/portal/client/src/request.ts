/** A request to the API with the customer's access token, which is renewed once if it is refused. */

import type { Problem } from './models.ts';
import { type ClientProblemCode, ProblemError } from './problem.ts';

export interface Transport {
  /** Where the API is, e.g. `https://2fa.portal.example`. */
  readonly apiUrl: string;
  /**
   * Gives the portal's access token. Called with `renew: true` once the service has refused the one before; what it
   * throws is then the `cause` of a `ProblemError` with the code `unauthenticated`.
   */
  readonly accessToken: (options: { readonly renew: boolean }) => string | Promise<string>;
  /** @default the global `fetch` */
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  /** Proof of the factor in force, from a step-up: what changes a factor needs it where there is one. */
  readonly assertion?: string;
  readonly signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'DELETE';
export type Request = <Reply>(
  method: Method,
  path: string,
  body?: object,
  call?: CallOptions,
) => Promise<Reply>;

export function createRequest({ apiUrl, accessToken, fetch = globalThis.fetch }: Transport): Request {
  const base = apiUrl.replace(/\/+$/, '');

  const token = async (renew: boolean): Promise<string> => {
    try {
      return await accessToken({ renew });
    } catch (cause) {
      throw cause instanceof ProblemError
        ? cause
        : new ProblemError({ code: 'unauthenticated', status: 401 }, undefined, { cause });
    }
  };

  return async <Reply>(method: Method, path: string, body?: object, call: CallOptions = {}) => {
    const attempt = async (renew: boolean): Promise<Response> => {
      const headers: Record<string, string> = { authorization: `Bearer ${await token(renew)}` };
      if (body) headers['content-type'] = 'application/json';
      if (call.assertion) headers['x-2fa-assertion'] = call.assertion;
      const init: RequestInit = { method, headers };
      if (body) init.body = JSON.stringify(body);
      if (call.signal) init.signal = call.signal;
      try {
        return await fetch(base + path, init);
      } catch (cause) {
        call.signal?.throwIfAborted();
        throw new ProblemError({ code: 'unreachable' }, undefined, { cause });
      }
    };

    let response = await attempt(false);
    if (response.status === 401) response = await attempt(true);
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return undefined as Reply;
    return json<Reply>(response, call.signal);
  };
}

async function json<Reply>(response: Response, signal: AbortSignal | undefined): Promise<Reply> {
  try {
    return (await response.json()) as Reply;
  } catch (cause) {
    signal?.throwIfAborted();
    // The connection broke off, or somebody else has answered, such as a network that wants a sign-in of its own.
    throw new ProblemError({ code: 'unexpected', status: response.status }, undefined, { cause });
  }
}

/** A body without a code is API Gateway's own, which is to be treated by its status. */
async function problemOf(response: Response): Promise<ProblemError> {
  const { status, headers } = response;
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  const retryAfter = Number(headers.get('retry-after')) || undefined;
  return new ProblemError({ ...body, status, code: body?.code ?? codeOf(status) }, retryAfter);
}

const codeOf = (status: number): ClientProblemCode =>
  status === 401 ? 'unauthenticated' : status === 429 || status >= 500 ? 'unavailable' : 'unexpected';
