/** Errors that are answers: thrown anywhere in a request, answered as `application/problem+json`. */

import {
  DEFAULT_RETRY_AFTER,
  PROBLEMS,
  type Problem,
  type ProblemCode,
  type RequestFault,
} from '../contract/problems.ts';
import type { Refusal } from '../domain/refusal.ts';

export interface ProblemExtras {
  readonly errors?: readonly RequestFault[];
  readonly retryAfter?: number;
  readonly attemptsRemaining?: number;
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code);
    this.code = code;
    this.extras = extras;
  }

  static from({ code, ...extras }: Refusal): ProblemError {
    return new ProblemError(code, extras);
  }
}

export interface ProblemResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function problemResponse({ code, extras }: ProblemError, requestId: string): ProblemResponse {
  const { status, title, detail } = PROBLEMS[code];
  const { errors, attemptsRemaining } = extras;
  const problem: Problem = {
    type: `urn:portal-2fa:problem:${code}`,
    title,
    status,
    detail,
    code,
    requestId,
    ...(errors !== undefined && { errors }),
    ...(attemptsRemaining !== undefined && { attemptsRemaining }),
  };
  const retryAfter = extras.retryAfter ?? (status === 503 ? DEFAULT_RETRY_AFTER : undefined);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(problem),
  };
}
