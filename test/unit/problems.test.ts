/** The problems that the service answers with: status, words and shape are the contract's. */

import { PROBLEMS, type ProblemCode } from '../../shared/contract/problems.ts';
import { ProblemError, problemResponse } from '../../shared/http/problem.ts';

const STATUSES: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  step_up_required: 403,
  two_factor_cannot_be_disabled: 403,
  challenge_not_found: 404,
  not_found: 404,
  already_enabled: 409,
  not_enabled: 409,
  nothing_pending: 409,
  method_not_available: 409,
  challenge_used: 409,
  code_expired: 410,
  challenge_expired: 410,
  enrollment_expired: 410,
  request_too_large: 413,
  unsupported_media_type: 415,
  wrong_code: 422,
  invalid_phone_number: 422,
  phone_number_not_supported: 422,
  too_many_requests: 429,
  too_many_attempts: 429,
  resend_too_soon: 429,
  internal_error: 500,
  delivery_failed: 503,
  delivery_paused: 503,
  unavailable: 503,
};

const respond = (...args: ConstructorParameters<typeof ProblemError>) => {
  const { statusCode, headers, body } = problemResponse(new ProblemError(...args), 'request-1');
  return { statusCode, headers, problem: JSON.parse(body) };
};

test('there are the contract’s codes, each with its status', () => {
  const statuses = Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]);
  expect(Object.fromEntries(statuses)).toEqual(STATUSES);
});

test('two texts are the user’s own, to the letter', () => {
  expect(PROBLEMS.too_many_requests.detail).toBe('You have exceeded the maximum number of allowed requests.');
  expect(PROBLEMS.too_many_attempts.detail).toBe(
    'You have exceeded the number of log in attempts allowed. Please wait a minute then try again.',
  );
});

test.each(Object.keys(STATUSES) as ProblemCode[])('%s has a title and a detail of its own', (code) => {
  const { title, detail } = PROBLEMS[code];
  expect(title).toMatch(/^[A-Z].*[a-z]$/);
  expect(detail).toMatch(/^[A-Z].*\.$/);
  const same = Object.values(PROBLEMS).filter((other) => other.title === title || other.detail === detail);
  expect(same).toHaveLength(1);
});

test.each(Object.keys(STATUSES) as ProblemCode[])('%s is answered as RFC 9457 has it', (code) => {
  const { statusCode, headers, problem } = respond(code);
  expect(statusCode).toBe(STATUSES[code]);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(problem).toEqual({
    type: `urn:portal-2fa:problem:${code}`,
    title: PROBLEMS[code].title,
    status: STATUSES[code],
    detail: PROBLEMS[code].detail,
    code,
    requestId: 'request-1',
  });
});

test('a limit says in Retry-After when it ends', () => {
  expect(respond('too_many_attempts', { retryAfter: 42 }).headers['retry-after']).toBe('42');
});

test('every 503 has a Retry-After, its own or the default', () => {
  expect(respond('unavailable').headers['retry-after']).toBe('5');
  expect(respond('delivery_failed').headers['retry-after']).toBe('5');
  expect(respond('delivery_paused', { retryAfter: 1800 }).headers['retry-after']).toBe('1800');
});

test('a refusal of the rules becomes the problem of its name, with what belongs to it', () => {
  const error = ProblemError.from({ code: 'wrong_code', attemptsRemaining: 3 });
  expect(JSON.parse(problemResponse(error, 'request-1').body)).toMatchObject({
    code: 'wrong_code',
    attemptsRemaining: 3,
  });
});
