/**
 * Counting attempts with a code. A rule asks `attemptRefused` before it compares, and writes what `wrongCode` or
 * `clearAttempts` makes of the user; so whoever loses that write is decided again with the limits first, and
 * parallel guesses can't slip past them.
 */

import type { Millis } from './brand.ts';
import type { DomainEvent } from './event.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import { refuse, type Step, type User } from './user.ts';
import { count, countOver, type Limit, openWindow, remaining, secondsUntil, type Window } from './window.ts';

export const attemptLimit = (policy: Policy): Limit => ({
  max: policy.attempts,
  seconds: policy.attemptWindow,
});
export const failureLimit = (policy: Policy): Limit => ({
  max: policy.failures,
  seconds: policy.failureWindow,
});

/** What the rules of an attempt go by, besides the user. */
export interface AttemptContext {
  readonly policy: Policy;
  readonly now: Millis;
}

/** When the lock after too many wrong codes ends, or `undefined` if there is none. */
export function lockedUntil(user: User, policy: Policy, now: Millis): Millis | undefined {
  const failures = openWindow(user.limits.failures, now);
  return failures !== undefined && failures.count >= policy.failures ? failures.endsAt : undefined;
}

/**
 * Refuses an attempt while a limit is in force: `too_many_requests` while locked, `too_many_attempts` with the
 * minute's window full. `undefined` if it may be compared.
 */
export function attemptRefused(user: User, { policy, now }: AttemptContext): Step<never> | undefined {
  const until = lockedUntil(user, policy, now);
  if (until !== undefined) return refuse(refusal('too_many_requests', secondsUntil(until, now)));
  const { attempts } = user.limits;
  return isFull(attempts, policy, now) ? attemptsExceeded(user, 'code', attempts, now) : undefined;
}

/**
 * Counts a wrong code, as an attempt and as a failure, and tells of it where that is due.
 * @param left attempts that the code itself has left, where it has a limit of its own.
 */
export function wrongCode(
  user: User,
  { policy, now }: AttemptContext,
  left = Number.POSITIVE_INFINITY,
): Step<never> {
  const limits = {
    ...user.limits,
    attempts: countOver(user.limits.attempts, attemptLimit(policy), now),
    failures: countOver(user.limits.failures, failureLimit(policy), now),
  };
  const counted = tellFailures({ ...user, limits }, policy, now);
  const attemptsRemaining = Math.min(
    left,
    remaining(limits.attempts, attemptLimit(policy), now),
    remaining(limits.failures, failureLimit(policy), now),
  );
  return refuse({ code: 'wrong_code', attemptsRemaining }, counted);
}

/**
 * Counts a wrong backup code; `too_many_attempts` with the minute's window full. A right one is not limited, since
 * at 80 bits it can't be guessed: so whoever has the password alone can't keep the owner out.
 */
export function wrongBackupCode(user: User, { policy, now }: AttemptContext): Step<never> {
  const attempts = count(user.limits.backupAttempts, attemptLimit(policy), now);
  if (!attempts.ok) return attemptsExceeded(user, 'backup_code', attempts.error, now);
  const limits = { ...user.limits, backupAttempts: attempts.value };
  const attemptsRemaining = remaining(attempts.value, attemptLimit(policy), now);
  const counted = tellWrongCodes({ ...user, limits }, 'backup_code', attempts.value.count, now);
  return refuse({ code: 'wrong_code', attemptsRemaining }, counted);
}

/** After a right code: the minute's count is cleared. */
export function clearAttempts(user: User): User {
  const { attempts: _cleared, ...limits } = user.limits;
  return { ...user, limits };
}

/** After a right backup code: every count of attempts is cleared, the lock included. */
export function clearAllAttempts(user: User): User {
  const { attempts: _attempts, backupAttempts: _backup, failures: _failures, ...limits } = user.limits;
  return { ...user, limits };
}

const isFull = (window: Window | undefined, policy: Policy, now: Millis): window is Window =>
  remaining(window, attemptLimit(policy), now) === 0;

/** Refuses, and tells so once for each window. */
function attemptsExceeded(user: User, kind: 'code' | 'backup_code', full: Window, at: Millis): Step<never> {
  const reason = refusal('too_many_attempts', secondsUntil(full.endsAt, at));
  if (full.noted) return refuse(reason);
  const noted = { ...full, noted: true } as const;
  const told = kind === 'code' ? { attempts: noted } : { backupAttempts: noted };
  return refuse(reason, {
    ...user,
    limits: { ...user.limits, ...told },
    events: [...user.events, { type: 'AttemptsExceeded', kind, at }],
  });
}

/**
 * Tells of wrong codes, each once for a window: that they repeat, so that the owner notices somebody who has the
 * password alone; and that the user is locked.
 */
function tellFailures(user: User, policy: Policy, at: Millis): User {
  const { failures } = user.limits;
  if (failures === undefined) return user;
  const tell = (mark: 'noted' | 'warned', event: DomainEvent): User => ({
    ...user,
    limits: { ...user.limits, failures: { ...failures, [mark]: true } },
    events: [...user.events, event],
  });
  if (failures.count >= policy.failures && !failures.noted) {
    return tell('noted', { type: 'UserLocked', until: failures.endsAt, at });
  }
  if (failures.count >= policy.failuresTold && !failures.warned) {
    return tell('warned', { type: 'WrongCodesRepeated', count: failures.count, at });
  }
  return tellWrongCodes(user, 'code', failures.count, at);
}

/**
 * Tells support of wrong codes from the first one on, and again each time that their number in the window has doubled:
 * so the trail shows every attack within a factor of two, and fifty codes fill it with six events.
 */
function tellWrongCodes(user: User, kind: 'code' | 'backup_code', counted: number, at: Millis): User {
  const isPowerOfTwo = (counted & (counted - 1)) === 0;
  if (!isPowerOfTwo) return user;
  return { ...user, events: [...user.events, { type: 'WrongCodesEntered', kind, count: counted, at }] };
}
