/** What support can do for a customer who lost the device, and what it can see. */

import { attemptLimit, failureLimit, lockedUntil } from './attempts.ts';
import type { Millis, Sealed } from './brand.ts';
import { userRequestLimit } from './code-request.ts';
import type { DomainEvent } from './event.ts';
import type { Policy } from './policy.ts';
import { accept, type Step, type User, without } from './user.ts';
import { type Limit, openWindow, remaining, type Window } from './window.ts';

export type SupportReset = Extract<DomainEvent, { type: 'SupportReset' }>;

/**
 * `limits` clears what is counted; `factors` also removes the factor, backup codes, what is pending, and
 * voids open challenges and step-ups from before this moment.
 */
export function supportReset(user: User, event: SupportReset): Step<User> {
  const events = [...user.events, event];
  const reset: User =
    event.reset === 'limits'
      ? { ...user, limits: {}, events }
      : {
          ...without(user, 'factor', 'backupCodes', 'pending', 'sentCode'),
          limits: {},
          prompt: { skips: 0 },
          resetAt: event.at,
          factorVersion: user.version,
          events,
        };
  return accept(reset, reset);
}

export interface LimitInForce<Kind extends string> {
  readonly kind: Kind;
  readonly count: number;
  readonly max: number;
  readonly remaining: number;
  readonly endsAt: Millis;
}

/** The windows of the user that are open now, and until when the user is locked. */
export function limitsInForce(user: User, policy: Policy, now: Millis) {
  const { attempts, backupAttempts, failures, requests } = user.limits;
  return {
    limits: [
      ...inForce('attempts', attempts, attemptLimit(policy), now),
      ...inForce('backup_code_attempts', backupAttempts, attemptLimit(policy), now),
      ...inForce('failures', failures, failureLimit(policy), now),
      ...inForce('code_requests', requests, userRequestLimit(policy), now),
    ],
    lockedUntil: lockedUntil(user, policy, now),
  };
}

/** The window as support sees it; none if it is not open or has nothing counted. */
export function inForce<const Kind extends string>(
  kind: Kind,
  window: Window | undefined,
  limit: Limit,
  now: Millis,
): readonly LimitInForce<Kind>[] {
  const open = openWindow(window, now);
  if (open === undefined || open.count === 0) return [];
  const { count, endsAt } = open;
  return [{ kind, count, max: limit.max, remaining: remaining(open, limit, now), endsAt }];
}

/** The telephone numbers that the user's codes go to, or were refused for, as the record has them. */
export function sealedNumbers({ factor, pending, limits }: User): readonly Sealed[] {
  const numbers = [factor, pending].flatMap((part) => (part?.method === 'phone' ? [part.number] : []));
  return limits.refusedNumber === undefined ? numbers : [...numbers, limits.refusedNumber.number];
}
