/** Asking for texts and calls: ten in a day, half a minute apart, and free if they could not be sent. */

import { type CodeDestination, requestCode, withdrawRequest } from '../../shared/domain/code-request.ts';
import type { User } from '../../shared/domain/user.ts';
import {
  DAY,
  eventTypes,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  phoneFactor,
  policy,
  refused,
  SECOND,
  sentCode,
  written,
} from './support/users.ts';

const forChallenge = (id: string): CodeDestination => ({
  sentCode: { ...sentCode(id), challenge: 'challenge' },
});
const request = (user: User, id: string, at: number) =>
  requestCode({ ...user, events: [] }, forChallenge(id), policy, at);

function afterRequests(times: number): User {
  let user = kim({ factor: phoneFactor() });
  for (let time = 0; time < times; time++) user = written(request(user, `code ${time}`, NOW + time * MINUTE));
  return user;
}

describe('limits', () => {
  test('ten in 24 hours; the eleventh waits for the end of the window that the first one opened', () => {
    const user = afterRequests(10);
    expect(refused(request(user, 'eleventh', NOW + 30 * MINUTE))).toEqual({
      code: 'too_many_requests',
      retryAfter: 23.5 * 60 * 60,
    });
    expect(written(request(user, 'eleventh', NOW + DAY)).limits.requests).toEqual({
      count: 1,
      endsAt: NOW + 2 * DAY,
    });
  });

  test('it is told once per window', () => {
    const step = request(afterRequests(10), 'eleventh', NOW + 30 * MINUTE);
    expect(eventTypes(step.write)).toEqual(['RequestsExceeded']);
    expect(request(step.write ?? kim(), 'twelfth', NOW + 31 * MINUTE).write).toBeUndefined();
  });

  test('half a minute between two, also between an enrolment’s and a challenge’s', () => {
    const pending = { pending: pendingPhone('enrolment') };
    const user = written(requestCode(kim({ factor: phoneFactor() }), pending, policy, NOW));
    expect(refused(request(user, 'code', NOW + SECOND))).toEqual({
      code: 'resend_too_soon',
      retryAfter: 29,
    });
    expect(request(user, 'code', NOW + 30 * SECOND).result.ok).toBe(true);
  });

  test('a request that is refused changes nothing that is counted', () => {
    const user = afterRequests(1);
    expect(request(user, 'again', NOW + SECOND).write).toBeUndefined();
  });

  test('a locked user gets no codes either', () => {
    const user = kim({
      factor: phoneFactor(),
      limits: { failures: { count: 50, endsAt: NOW + DAY } },
    });
    expect(refused(request(user, 'code', NOW + DAY - 10 * SECOND))).toEqual({
      code: 'too_many_requests',
      retryAfter: 10,
    });
  });

  test('a fresh code resets no count of failures', () => {
    const limits = {
      attempts: { count: 4, endsAt: NOW + MINUTE },
      failures: { count: 40, endsAt: NOW + DAY },
    };
    expect(written(request(kim({ factor: phoneFactor(), limits }), 'code', NOW)).limits).toMatchObject(
      limits,
    );
  });

  test('a new code replaces the old', () => {
    const user = written(request(afterRequests(1), 'new', NOW + MINUTE));
    expect(user.sentCode?.id).toBe('new');
  });
});

describe('a code that could not be sent', () => {
  const before = { ...afterRequests(3), events: [] };
  const at = NOW + 3 * MINUTE;

  test('costs nothing and leaves what was in force before, exactly', () => {
    const requested = written(request(before, 'unsent', at));
    expect(written(withdrawRequest(requested, before, 'unsent'))).toEqual(before);
  });

  test('the first request of all leaves no trace', () => {
    const fresh = kim({ factor: phoneFactor() });
    const requested = written(request(fresh, 'unsent', at));
    expect(written(withdrawRequest(requested, fresh, 'unsent'))).toEqual(fresh);
  });

  test('an enrolment’s: the number that was pending before is pending again', () => {
    const pending = pendingPhone('first');
    const user = kim({ pending, limits: { requests: { count: 1, endsAt: NOW + DAY }, resendAt: NOW } });
    const next = { pending: pendingPhone('second') };
    const requested = written(requestCode(user, next, policy, at));
    expect(written(withdrawRequest(requested, user, 'code of second'))).toEqual(user);
  });

  test('keeps what else happened meanwhile', () => {
    const requested = written(request(before, 'unsent', at));
    const failures = { count: 2, endsAt: NOW + DAY };
    const meanwhile = { ...requested, limits: { ...requested.limits, failures } };
    expect(written(withdrawRequest(meanwhile, before, 'unsent')).limits).toEqual({
      ...before.limits,
      failures,
    });
  });

  test('does not take back a later code that was sent', () => {
    const later = written(request(before, 'later', at));
    expect(withdrawRequest(later, before, 'unsent').write).toBeUndefined();
  });
});
