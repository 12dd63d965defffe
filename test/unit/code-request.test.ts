/** Asking for texts and calls: ten in a day, half a minute apart, and free if they could not be sent. */

import {
  type CodeDestination,
  noteRefusedNumber,
  requestCode,
  withdrawRequest,
} from '../../shared/domain/code-request.ts';
import type { User } from '../../shared/domain/user.ts';
import {
  DAY,
  eventTypes,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  pendingTotp,
  phoneFactor,
  policy,
  refused,
  SECOND,
  sealed,
  sentCode,
  written,
} from './support/users.ts';

const forChallenge = (id: string): CodeDestination => ({
  sentCode: { ...sentCode(id), challenge: 'challenge' },
  purpose: 'sign_in',
});
const request = (user: User, id: string, at: number) =>
  requestCode({ ...user, events: [] }, forChallenge(id), policy, at);

/** The user whose events have been carried on. */
const told = (user: User): User => ({ ...user, events: [] });

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
    expect(withdrawRequest(told(requested), { before, after: requested, codeId: 'unsent' })).toEqual({
      ...before,
      events: [{ type: 'CodeNotSent', channel: 'sms', purpose: 'sign_in', at }],
    });
  });

  test('the first request of all leaves nothing but the events', () => {
    const fresh = kim({ factor: phoneFactor() });
    const requested = written(request(fresh, 'unsent', at));
    expect(requested.events).toEqual([{ type: 'CodeRequested', channel: 'sms', purpose: 'sign_in', at }]);
    expect(told(withdrawRequest(requested, { before: fresh, after: requested, codeId: 'unsent' }))).toEqual(
      fresh,
    );
  });

  test('an enrolment’s: the number that was pending before is pending again', () => {
    const pending = pendingPhone('first');
    const user = kim({ pending, limits: { requests: { count: 1, endsAt: NOW + DAY }, resendAt: NOW } });
    const next = { pending: pendingPhone('second') };
    const requested = written(requestCode(user, next, policy, at));
    const taken = { before: user, after: requested, codeId: 'code of second' };
    expect(withdrawRequest(told(requested), taken)).toEqual({
      ...user,
      events: [{ type: 'CodeNotSent', channel: 'sms', purpose: 'enrollment', at }],
    });
  });

  test('keeps what else happened meanwhile', () => {
    const requested = written(request(before, 'unsent', at));
    const failures = { count: 2, endsAt: NOW + DAY };
    const meanwhile = { ...requested, limits: { ...requested.limits, failures } };
    expect(withdrawRequest(meanwhile, { before, after: requested, codeId: 'unsent' }).limits).toEqual({
      ...before.limits,
      failures,
    });
  });

  test('does not take back a later code that was sent, nor the half minute after it', () => {
    const requested = written(request(before, 'unsent', at));
    const later = written(request(requested, 'later', at + MINUTE));

    const withdrawn = withdrawRequest(later, { before, after: requested, codeId: 'unsent' });

    expect(withdrawn.sentCode?.id).toBe('later');
    expect(withdrawn.limits.resendAt).toBe(later.limits.resendAt);
    expect(withdrawn.limits.requests?.count).toBe((before.limits.requests?.count ?? 0) + 1);
  });

  test('costs nothing though something else has replaced it meanwhile', () => {
    const requested = written(requestCode(before, { pending: pendingPhone('unsent') }, policy, at));
    const replaced = { ...requested, pending: pendingTotp('app') };

    const withdrawn = withdrawRequest(replaced, { before, after: requested, codeId: 'code of unsent' });

    expect(withdrawn.pending?.id).toBe('app');
    expect(withdrawn.limits).toEqual(before.limits);
  });

  test('takes nothing from a window that has opened since', () => {
    const last = NOW + DAY - SECOND;
    const requested = written(request(before, 'unsent', last));
    const later = written(request(requested, 'later', NOW + DAY + MINUTE));

    const withdrawn = withdrawRequest(later, { before, after: requested, codeId: 'unsent' });

    expect(withdrawn.limits).toEqual(later.limits);
    expect(withdrawn.limits.requests?.count).toBe(1);
  });

  test('may leave the half minute until the next, and costs nothing else', () => {
    const requested = written(request(before, 'unsent', at));

    const withdrawn = withdrawRequest(requested, {
      before,
      after: requested,
      codeId: 'unsent',
      wait: true,
    });

    expect(told(withdrawn)).toEqual({
      ...before,
      limits: { ...before.limits, resendAt: at + 30 * SECOND },
    });
  });

  test('after support has reset the limits there is nothing to take back', () => {
    const requested = written(request(before, 'unsent', at));

    const withdrawn = withdrawRequest(
      { ...requested, limits: {} },
      { before, after: requested, codeId: 'unsent' },
    );

    expect(withdrawn.limits).toEqual({});
  });
});

test('a number that is refused for its own limit is noted, and told of once in its window', () => {
  const window = { count: 10, endsAt: NOW + DAY };
  const once = noteRefusedNumber(kim(), sealed('number'), window, NOW);
  const twice = noteRefusedNumber({ ...once, events: [] }, sealed('number'), window, NOW + MINUTE);

  expect(once.limits.refusedNumber).toEqual({ number: sealed('number'), endsAt: NOW + DAY });
  expect(once.events).toEqual([{ type: 'RequestsExceeded', at: NOW }]);
  expect(twice.events).toEqual([]);
});

test('it is told of again in the next window of the number', () => {
  const once = noteRefusedNumber(kim(), sealed('number'), { count: 10, endsAt: NOW + DAY }, NOW);

  const next = { count: 10, endsAt: NOW + 2 * DAY };
  const again = noteRefusedNumber({ ...once, events: [] }, sealed('number'), next, NOW + DAY + MINUTE);

  expect(again.limits.refusedNumber).toEqual({ number: sealed('number'), endsAt: NOW + 2 * DAY });
  expect(again.events).toEqual([{ type: 'RequestsExceeded', at: NOW + DAY + MINUTE }]);
});
