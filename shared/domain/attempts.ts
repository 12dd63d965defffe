/**
 * Counting attempts with a code. A rule asks `attemptRefused` before it compares, and writes what `wrongCode` or
 * `clearAttempts` makes of the user; so whoever loses that write is decided again with the limits first, and
 * parallel guesses can't slip past them.
 */

import type { Millis } from './brand.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import { refuse, type Step, type User } from './user.ts';
import {
  countNow,
  countOver,
  fullUntil,
  type Limit,
  openWindow,
  remaining,
  remainingNow,
  secondsUntil,
} from './window.ts';

export const attemptLimit = (policy: Policy): Limit => ({
  max: policy.attempts,
  seconds: policy.attemptWindow,
});
export const failureLimit = (policy: Policy): Limit => ({
  max: policy.failures,
  seconds: policy.failureWindow,
});
export const wrongCodeLimit = (policy: Policy): Limit => ({
  max: policy.wrongCodes,
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
export function attemptRefused(user: User, context: AttemptContext): Step<never> | undefined {
  const { policy, now } = context;
  const until = lockedUntil(user, policy, now);
  if (until !== undefined) return refuse(refusal('too_many_requests', secondsUntil(until, now)));
  return attemptsExceeded(user, 'code', context);
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
    attempts: countNow(user.limits.attempts, attemptLimit(policy), now),
    failures: countOver(user.limits.failures, failureLimit(policy), now),
    wrongCodes: countOver(user.limits.wrongCodes, wrongCodeLimit(policy), now),
  };
  const attemptsRemaining = Math.min(
    left,
    remainingNow(limits.attempts, attemptLimit(policy), now),
    remaining(limits.failures, failureLimit(policy), now),
  );
  return refuse(
    { code: 'wrong_code', attemptsRemaining },
    tellWrongCodes({ ...user, limits }, 'code', policy, now),
  );
}

/**
 * Counts a wrong backup code, and tells of it where that is due; `too_many_attempts` with the minute's window full,
 * `too_many_requests` with the day's. A right one is not limited, since at 80 bits it can't be guessed: so whoever
 * has the password alone can't keep the owner out. For the same reason wrong ones lock nobody.
 */
export function wrongBackupCode(user: User, context: AttemptContext): Step<never> {
  const { policy, now } = context;
  const today = openWindow(user.limits.wrongCodes, now);
  if (today !== undefined && today.count >= policy.wrongCodes) {
    return refuse(refusal('too_many_requests', secondsUntil(today.endsAt, now)));
  }
  const refused = attemptsExceeded(user, 'backup_code', context);
  if (refused !== undefined) return refused;
  const limits = {
    ...user.limits,
    backupAttempts: countNow(user.limits.backupAttempts, attemptLimit(policy), now),
    wrongCodes: countOver(today, wrongCodeLimit(policy), now),
  };
  const attemptsRemaining = Math.min(
    remainingNow(limits.backupAttempts, attemptLimit(policy), now),
    remaining(limits.wrongCodes, wrongCodeLimit(policy), now),
  );
  return refuse(
    { code: 'wrong_code', attemptsRemaining },
    tellWrongCodes({ ...user, limits }, 'backup_code', policy, now),
  );
}

/** After a right code: the minute's count is cleared. */
export function clearAttempts(user: User): User {
  const { attempts: _cleared, ...limits } = user.limits;
  return { ...user, limits };
}

/**
 * After a right backup code: every limit on attempts is lifted, the lock included. What was wrong before stays
 * counted, or an owner who gets in would keep the mail about the thief from being sent.
 */
export function clearAllAttempts(user: User): User {
  const { attempts: _attempts, backupAttempts: _backup, failures: _failures, ...limits } = user.limits;
  return { ...user, limits };
}

/** Where each kind of attempt is counted by the minute. */
const COUNTED_IN = { code: 'attempts', backup_code: 'backupAttempts' } as const;
type AttemptKind = keyof typeof COUNTED_IN;

/** Refuses while the minute is full, and tells so once a minute; `undefined` if the attempt is free. */
function attemptsExceeded(
  user: User,
  kind: AttemptKind,
  { policy, now: at }: AttemptContext,
): Step<never> | undefined {
  const counted = COUNTED_IN[kind];
  const window = user.limits[counted];
  const until = fullUntil(window, attemptLimit(policy), at);
  if (window === undefined || until === undefined) return undefined;
  const reason = refusal('too_many_attempts', secondsUntil(until, at));
  const { notedAt } = window;
  if (notedAt !== undefined && at < notedAt + policy.attemptWindow * 1000) return refuse(reason);
  return refuse(reason, {
    ...user,
    limits: { ...user.limits, [counted]: { ...window, notedAt: at } },
    events: [...user.events, { type: 'AttemptsExceeded', kind, at }],
  });
}

/**
 * Tells of wrong codes in the day: that they repeat, so that the owner notices somebody who has the password alone, and
 * that the user is locked, each once for its window. Support is told from the first on, and again each time that their
 * number has doubled: so the trail shows every attack within a factor of two, and a hundred codes fill it with few events.
 */
function tellWrongCodes(user: User, kind: AttemptKind, policy: Policy, at: Millis): User {
  const { failures, wrongCodes } = user.limits;
  if (failures !== undefined && failures.count >= policy.failures && !failures.noted) {
    return {
      ...user,
      limits: { ...user.limits, failures: { ...failures, noted: true } },
      events: [...user.events, { type: 'UserLocked', until: failures.endsAt, at }],
    };
  }
  if (wrongCodes === undefined) return user;
  const { count } = wrongCodes;
  if (count >= policy.failuresTold && !wrongCodes.noted) {
    return {
      ...user,
      limits: { ...user.limits, wrongCodes: { ...wrongCodes, noted: true } },
      events: [...user.events, { type: 'WrongCodesRepeated', count, at }],
    };
  }
  const isPowerOfTwo = (count & (count - 1)) === 0;
  return isPowerOfTwo
    ? { ...user, events: [...user.events, { type: 'WrongCodesEntered', kind, count, at }] }
    : user;
}
