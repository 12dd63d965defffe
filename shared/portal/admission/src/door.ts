/** The route at which a page brings its assertion, whatever the framework: what it takes and what it answers. */

import type { Admission, Admitted, SignIn } from './admission.ts';
import { AdmissionError, type AdmissionErrorCode } from './error.ts';

/** @template Place what the framework hands to a handler. */
export interface Door<Place extends readonly unknown[]> {
  /** The sign-in as the backend remembers it, e.g. from the session's cookie; `undefined`: there is none. */
  readonly session: (...place: Place) => SignIn | undefined | Promise<SignIn | undefined>;
  /**
   * Lets the session in: renew its id, and end the account's others where `purpose` is `enrollment`.
   * @returns what the page is told, as JSON; nothing: 204.
   */
  readonly admitted: (admitted: Admitted, ...place: Place) => unknown;
}

/** `code` of a refusal: `invalid_request` has no assertion, `unauthenticated` no sign-in that could be let in. */
export type RefusalCode = AdmissionErrorCode | 'invalid_request' | 'unauthenticated';

export interface Answer {
  readonly status: 200 | 204 | 400 | 401 | 403 | 503;
  readonly headers: Record<string, string>;
  /** JSON. */
  readonly body: string | undefined;
}

/** Assertions are far shorter. */
const LONGEST = 8192;

/** @param body of the request, as JSON has it: `{ "assertion": "…" }`. */
export async function answer<Place extends readonly unknown[]>(
  admission: Admission,
  door: Door<Place>,
  body: unknown,
  place: Place,
): Promise<Answer> {
  const assertion = (body as { readonly assertion?: unknown } | null | undefined)?.assertion;
  if (typeof assertion !== 'string' || assertion.length > LONGEST) return refusal(400, 'invalid_request');
  const signIn = await door.session(...place);
  if (signIn === undefined) return refusal(401, 'unauthenticated');
  let admitted: Admitted;
  try {
    admitted = await admission.admit(assertion, signIn);
  } catch (error) {
    if (!(error instanceof AdmissionError)) throw error;
    return refusal(error.status, error.code, error.retryAfter);
  }
  const told = await door.admitted(admitted, ...place);
  if (told === undefined) return { status: 204, headers: NOT_STORED, body: undefined };
  return { status: 200, headers: typed('application/json'), body: JSON.stringify(told) };
}

const NOT_STORED = { 'cache-control': 'no-store' };
const typed = (type: string) => ({ ...NOT_STORED, 'content-type': type });

function refusal(status: Answer['status'], code: RefusalCode, retryAfter?: number): Answer {
  const headers = {
    ...typed('application/problem+json'),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  };
  return { status, headers, body: JSON.stringify({ title: 'Not admitted', status, code }) };
}
