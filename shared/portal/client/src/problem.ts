/** Why a call has failed, as a class whose `code` is to be switched on. */

import type { Problem, ProblemCode, RequestFault } from './models.ts';

/**
 * The service's codes, and two of the client: `unreachable` where there was no answer (offline, CORS, aborted by the
 * network), `unexpected` where the answer was none of the service's.
 */
export type ClientProblemCode = ProblemCode | 'unreachable' | 'unexpected';

/** What is known of a problem; of the service's own all of it. */
export type ProblemFacts = Partial<Omit<Problem, 'code'>> & { readonly code: ClientProblemCode };

/** Thrown by every method of the client. `message` is the service's `detail`: English, and for the log. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ClientProblemCode;
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  /** Seconds until it is worth another try, where the service has said so. */
  readonly retryAfter: number | undefined;
  /** With `wrong_code`: tries left before a limit is in force. */
  readonly attemptsRemaining: number | undefined;
  /** With `invalid_request`: its faults. */
  readonly errors: readonly RequestFault[];
  /** To be named to support. */
  readonly requestId: string | undefined;

  constructor(facts: ProblemFacts, retryAfter?: number, options?: ErrorOptions) {
    super(facts.detail ?? facts.code, options);
    this.code = facts.code;
    this.status = facts.status ?? 0;
    this.retryAfter = retryAfter;
    this.attemptsRemaining = facts.attemptsRemaining;
    this.errors = facts.errors ?? [];
    this.requestId = facts.requestId;
  }
}
