/** Every problem that the service answers with (RFC 9457): code, status, and the text the customer may read. */

import type { RefusalCode } from '../domain/refusal.ts';

export type ProblemCode =
  | RefusalCode
  | 'invalid_request'
  | 'unauthenticated'
  | 'not_found'
  | 'request_too_large'
  | 'unsupported_media_type'
  | 'internal_error'
  | 'unavailable';

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** A new problem code does not compile until it has a status and its words. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid_request: {
    status: 400,
    title: 'Invalid request',
    detail: 'The request is not as the contract has it; see errors.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not authenticated',
    detail: 'A valid access token of the portal is needed.',
  },
  forbidden: { status: 403, title: 'Forbidden', detail: 'This caller may not do this.' },
  step_up_required: {
    status: 403,
    title: 'Step-up required',
    detail: 'Prove the current second factor first, and send the assertion in x-2fa-assertion.',
  },
  two_factor_cannot_be_disabled: {
    status: 403,
    title: 'Two-factor authentication cannot be disabled',
    detail: 'Two-factor authentication cannot be disabled once enabled. Its method can be changed.',
  },
  challenge_not_found: { status: 404, title: 'Challenge not found', detail: 'There is no such challenge.' },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing here.' },
  already_enabled: {
    status: 409,
    title: 'Already enabled',
    detail: 'Two-factor authentication is already enabled.',
  },
  not_enabled: { status: 409, title: 'Not enabled', detail: 'Two-factor authentication is not enabled.' },
  nothing_pending: {
    status: 409,
    title: 'Nothing pending',
    detail: 'No code has been requested, or nothing is being set up.',
  },
  method_not_available: {
    status: 409,
    title: 'Method not available',
    detail: 'This method is not available here.',
  },
  challenge_used: {
    status: 409,
    title: 'Challenge used',
    detail: 'This challenge has been answered already.',
  },
  code_expired: { status: 410, title: 'Code expired', detail: 'This code has expired. Request a new one.' },
  challenge_expired: {
    status: 410,
    title: 'Challenge expired',
    detail: 'This challenge has expired. Sign in again.',
  },
  enrollment_expired: {
    status: 410,
    title: 'Enrolment expired',
    detail: 'The time to finish has passed. Start again.',
  },
  request_too_large: { status: 413, title: 'Request too large', detail: 'The body is larger than 16 KiB.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'The body must be application/json.',
  },
  wrong_code: { status: 422, title: 'Wrong code', detail: 'The code is not right.' },
  invalid_phone_number: {
    status: 422,
    title: 'Invalid phone number',
    detail: 'This is not a valid phone number. Give it with its country code.',
  },
  phone_number_not_supported: {
    status: 422,
    title: 'Phone number not supported',
    detail: 'Codes cannot be sent to this kind of number this way.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    detail: 'You have exceeded the maximum number of allowed requests.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts',
    detail: 'You have exceeded the number of log in attempts allowed. Please wait a minute then try again.',
  },
  resend_too_soon: {
    status: 429,
    title: 'Resend too soon',
    detail: 'A code was sent just now. Wait a little before requesting another.',
  },
  internal_error: { status: 500, title: 'Internal error', detail: 'Something went wrong on our side.' },
  delivery_failed: {
    status: 503,
    title: 'Delivery failed',
    detail: 'The code could not be sent. Try again.',
  },
  delivery_paused: {
    status: 503,
    title: 'Delivery paused',
    detail: 'No codes are sent right now. Try again later, or use another method.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The service is not available right now. Try again.',
  },
};

/** `Retry-After` of a 503 that names no time of its own, in seconds. */
export const DEFAULT_RETRY_AFTER = 5;

/** One fault of a request: where (RFC 6901, in the body; empty for the whole) and what. */
export interface RequestFault {
  readonly pointer: string;
  readonly detail: string;
}

/** The body of `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly requestId: string;
  readonly errors?: readonly RequestFault[];
  readonly attemptsRemaining?: number;
}
