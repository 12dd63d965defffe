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
  tries,
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

  test('that they are used up is told once per window, with the request that does it', () => {
    const used = afterRequests(10);
    const at = NOW + 9 * MINUTE;
    expect(eventTypes(afterRequests(9))).toEqual(['CodeRequested']);
    expect(used.events.slice(1)).toEqual([{ type: 'RequestsExceeded', until: NOW + DAY, at }]);
    expect(request(used, 'eleventh', NOW + 30 * MINUTE).write).toBeUndefined();
  });

  test('nor is it told again after requests that could not be sent: that could be repeated without end', () => {
    const before = { ...afterRequests(9), events: [] };
    const used = written(request(before, 'unsent', NOW + 10 * MINUTE));
    const withdrawn = withdrawRequest(used, { before, after: used, codeId: 'unsent' });
    const again = written(request(withdrawn, 'again', NOW + 11 * MINUTE));
    expect(eventTypes(used)).toEqual(['CodeRequested', 'RequestsExceeded']);
    expect(eventTypes(again)).toEqual(['CodeRequested']);
    expect(again.limits.requests?.count).toBe(10);
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
      attempts: tries(4),
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

describe('a number that is refused for its own limit', () => {
  const window = (endsAt: number) => ({ count: 10, endsAt });
  const once = noteRefusedNumber(kim(), sealed('number'), window(NOW + DAY), NOW);
  const then = (name: string, endsAt: number, at: number) =>
    noteRefusedNumber({ ...once, events: [] }, sealed(name), window(endsAt), at);

  test('is noted, and told of once until its window ends', () => {
    expect(once.limits.refusedNumber).toMatchObject({ number: sealed('number'), endsAt: NOW + DAY });
    expect(once.events).toEqual([{ type: 'RequestsExceeded', until: NOW + DAY, at: NOW }]);
    expect(then('number', NOW + DAY, NOW + MINUTE).events).toEqual([]);
  });

  test('is told of again in its next window', () => {
    const again = then('number', NOW + 2 * DAY, NOW + DAY);
    expect(again.limits.refusedNumber).toMatchObject({ endsAt: NOW + 2 * DAY });
    expect(again.events).toEqual([{ type: 'RequestsExceeded', until: NOW + 2 * DAY, at: NOW + DAY }]);
  });

  test('is not told of for each of several numbers', () => {
    const other = then('other', NOW + 2 * DAY, NOW + MINUTE);
    expect(other.limits.refusedNumber).toMatchObject({ number: sealed('other'), endsAt: NOW + 2 * DAY });
    expect(other.events).toEqual([]);
  });
});
