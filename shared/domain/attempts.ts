/** Charging a try before its code is compared, so that parallel guesses can't slip past the limit. */

import type { Millis } from './brand.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import { accept, refuse, type Step, type User } from './user.ts';
import { count, type Limit, openWindow, remaining, secondsUntil, uncount } from './window.ts';

export const attemptLimit = (policy: Policy): Limit => ({
  max: policy.attempts,
  seconds: policy.attemptWindow,
});
export const failureLimit = (policy: Policy): Limit => ({
  max: policy.failures,
  seconds: policy.failureWindow,
});

/** When the lock after too many wrong codes ends, or `undefined` if there is none. */
export function lockedUntil(user: User, policy: Policy, now: Millis): Millis | undefined {
  const failures = openWindow(user.limits.failures, now);
  return failures !== undefined && failures.count >= policy.failures ? failures.endsAt : undefined;
}

/**
 * Counts a try with a code as an attempt and, until it proves right, as a failure.
 * Refused: `too_many_requests` while locked, `too_many_attempts` with the minute's window full.
 */
export function chargeAttempt(user: User, policy: Policy, now: Millis): Step<User> {
  const until = lockedUntil(user, policy, now);
  if (until !== undefined) {
    return refuse(refusal('too_many_requests', secondsUntil(until, now)), noteLock(user, policy, now));
  }
  const attempts = count(user.limits.attempts, attemptLimit(policy), now);
  if (!attempts.ok) {
    const full = attempts.error;
    const noted = full.noted
      ? undefined
      : noteExceeded(user, { attempts: { ...full, noted: true } }, 'code', now);
    return refuse(refusal('too_many_attempts', secondsUntil(full.endsAt, now)), noted);
  }
  const failures = count(user.limits.failures, failureLimit(policy), now);
  const limits = {
    ...user.limits,
    attempts: attempts.value,
    ...(failures.ok && { failures: failures.value }),
  };
  const charged = { ...user, limits };
  return accept(charged, charged);
}

/**
 * Counts a try with a backup code. No lock here: at 80 bits a code can't be guessed at five a minute, and a
 * customer who is locked out must be able to get in with one.
 */
export function chargeBackupAttempt(user: User, policy: Policy, now: Millis): Step<User> {
  const attempts = count(user.limits.backupAttempts, attemptLimit(policy), now);
  if (!attempts.ok) {
    const full = attempts.error;
    const noted = full.noted
      ? undefined
      : noteExceeded(user, { backupAttempts: { ...full, noted: true } }, 'backup_code', now);
    return refuse(refusal('too_many_attempts', secondsUntil(full.endsAt, now)), noted);
  }
  const charged = { ...user, limits: { ...user.limits, backupAttempts: attempts.value } };
  return accept(charged, charged);
}

/** Takes a try back whose code was right, but could not be answered. */
export const refundAttempt = (user: User, charged: User): User =>
  refund(user, charged, 'attempts', 'failures');

/** The same for a backup code. */
export const refundBackupAttempt = (user: User, charged: User): User =>
  refund(user, charged, 'backupAttempts');

/** Only from the windows that were charged: one that has opened since holds other tries. */
function refund(
  user: User,
  charged: User,
  ...kinds: readonly ('attempts' | 'backupAttempts' | 'failures')[]
): User {
  const limits: { -readonly [K in keyof User['limits']]: User['limits'][K] } = { ...user.limits };
  for (const kind of kinds) {
    const window = limits[kind];
    if (window === undefined || window.endsAt !== charged.limits[kind]?.endsAt) continue;
    const fewer = uncount(window);
    if (fewer === undefined || fewer.count === 0) delete limits[kind];
    else limits[kind] = fewer;
  }
  return { ...user, limits };
}

/** After a right code: the minute's count is cleared, and the try was no failure after all. */
export function clearAttempts(user: User): User {
  const { attempts: _cleared, failures, ...limits } = user.limits;
  const fewer = uncount(failures);
  // A window opens with a failure, so one that has none left was never opened.
  const failed = fewer !== undefined && fewer.count > 0;
  return { ...user, limits: failed ? { ...limits, failures: fewer } : limits };
}

/** After a right backup code: every count of tries is cleared, the lock included. */
export function clearAllAttempts(user: User): User {
  const { attempts: _attempts, backupAttempts: _backup, failures: _failures, ...limits } = user.limits;
  return { ...user, limits };
}

/** Tries with a code that are left before a limit is in force. */
export const attemptsRemaining = (user: User, policy: Policy, now: Millis): number =>
  Math.min(
    remaining(user.limits.attempts, attemptLimit(policy), now),
    remaining(user.limits.failures, failureLimit(policy), now),
  );

/** Tries with a backup code that are left in this minute. */
export const backupAttemptsRemaining = (user: User, policy: Policy, now: Millis): number =>
  remaining(user.limits.backupAttempts, attemptLimit(policy), now);

/** Tells once per window that the user is locked. */
function noteLock(user: User, policy: Policy, now: Millis): User | undefined {
  const until = lockedUntil(user, policy, now);
  const { failures } = user.limits;
  if (until === undefined || failures === undefined || failures.noted) return undefined;
  return {
    ...user,
    limits: { ...user.limits, failures: { ...failures, noted: true } },
    events: [...user.events, { type: 'UserLocked', until, at: now }],
  };
}

/**
 * Tells of wrong codes: that the user is locked, or before that, once per window, that they repeat. Somebody who
 * has the password alone is noticed by it. `undefined` if there is nothing (more) to tell.
 */
export function noteFailures(user: User, policy: Policy, now: Millis): User | undefined {
  if (lockedUntil(user, policy, now) !== undefined) return noteLock(user, policy, now);
  const failures = openWindow(user.limits.failures, now);
  if (failures === undefined || failures.warned || failures.count < policy.failuresTold) return undefined;
  return {
    ...user,
    limits: { ...user.limits, failures: { ...failures, warned: true } },
    events: [...user.events, { type: 'WrongCodesRepeated', count: failures.count, at: now }],
  };
}

const noteExceeded = (
  user: User,
  limits: Partial<User['limits']>,
  kind: 'code' | 'backup_code',
  now: Millis,
): User => ({
  ...user,
  limits: { ...user.limits, ...limits },
  events: [...user.events, { type: 'AttemptsExceeded', kind, at: now }],
});
