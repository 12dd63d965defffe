/** What support can do for a customer who lost the device, and what it can see. */

import { attemptLimit, failureLimit, lockedUntil, wrongCodeLimit } from './attempts.ts';
import type { Millis, Sealed } from './brand.ts';
import { userRequestLimit } from './code-request.ts';
import { countOperation, dailyLimit } from './daily-limits.ts';
import type { DomainEvent } from './event.ts';
import type { Policy } from './policy.ts';
import { ok } from './result.ts';
import { accept, type LimitedOperation, refuse, type Step, type User, without } from './user.ts';
import {
  type Limit,
  openWindow,
  remaining,
  remainingNow,
  type SlidingWindow,
  type Window,
} from './window.ts';

export type SupportReset = Extract<DomainEvent, { type: 'SupportReset' }>;

/**
 * `limits` clears what is counted; `factors` also removes the factor, backup codes, what is pending, and
 * voids open challenges and step-ups from before this moment. Refused: `too_many_requests` with the day's resets of
 * this user used up; they are the one count that no reset clears.
 */
export function supportReset(user: User, event: SupportReset, policy: Policy): Step<User> {
  const counted = countOperation(user, 'supportResets', { policy, now: event.at });
  if (!counted.ok) return refuse(counted.error);
  const { supportResets } = counted.value.limits;
  const limits = supportResets === undefined ? {} : { supportResets };
  const events = [...user.events, event];
  const reset: User =
    event.reset === 'limits'
      ? { ...user, limits, events }
      : {
          ...without(user, 'factor', 'backupCodes', 'pending', 'sentCode'),
          limits,
          prompt: { skips: 0 },
          resetAt: event.at,
          factorVersion: user.version,
          events,
        };
  return accept(reset, reset);
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many agents are remembered, of whom none is told again; more look at nobody in a day. */
const AGENTS_KNOWN = 20;

/**
 * Notes that an agent looks at the user: once a day for each agent, so that a page which asks every few seconds neither
 * writes each time nor buries what else is in the trail. That it happened again is in the log.
 */
export function supportViewed(user: User, by: string, now: Millis): Step<void> {
  const recent = (user.supportViews ?? []).filter(({ at }) => now < at + DAY_MS);
  if (recent.some((view) => view.by === by)) return { result: ok(undefined) };
  const supportViews = [{ by, at: now }, ...recent].slice(0, AGENTS_KNOWN);
  const events: readonly DomainEvent[] = [...user.events, { type: 'SupportViewed', by, at: now }];
  return accept({ ...user, supportViews, events }, undefined);
}

export interface LimitInForce<Kind extends string> {
  readonly kind: Kind;
  readonly count: number;
  readonly max: number;
  readonly remaining: number;
  readonly endsAt: Millis;
}

/**
 * The limits that are counted towards now, and until when the user is locked. Of those that hardly anybody meets, only
 * the ones that are used up.
 */
export function limitsInForce(user: User, policy: Policy, now: Millis) {
  const { limits } = user;
  const operation = <const Kind extends string>(kind: Kind, name: LimitedOperation) =>
    inForce(kind, limits[name], dailyLimit(policy, name), now);
  return {
    limits: [
      ...inForceNow('attempts', limits.attempts, attemptLimit(policy), now),
      ...inForceNow('backup_code_attempts', limits.backupAttempts, attemptLimit(policy), now),
      ...inForce('failures', limits.failures, failureLimit(policy), now),
      ...inForce('code_requests', limits.requests, userRequestLimit(policy), now),
      ...[
        ...inForce('wrong_codes', limits.wrongCodes, wrongCodeLimit(policy), now),
        ...operation('app_enrolments', 'appEnrolments'),
        ...operation('unproved_sign_ins', 'unprovedSignIns'),
        ...operation('backup_code_sets', 'backupCodeSets'),
        ...operation('unsent_codes', 'unsentCodes'),
        ...operation('support_resets', 'supportResets'),
      ].filter((limit) => limit.remaining === 0),
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

/** The same of a sliding window, whose end is when nothing of it counts any more. */
function inForceNow<const Kind extends string>(
  kind: Kind,
  window: SlidingWindow | undefined,
  limit: Limit,
  now: Millis,
): readonly LimitInForce<Kind>[] {
  const left = remainingNow(window, limit, now);
  if (window === undefined || left === limit.max) return [];
  return [{ kind, count: limit.max - left, max: limit.max, remaining: left, endsAt: window.endsAt }];
}

/** The telephone numbers that the user's codes go to, or were refused for, as the record has them. */
export function sealedNumbers({ factor, pending, limits }: User): readonly Sealed[] {
  const numbers = [factor, pending].flatMap((part) => (part?.method === 'phone' ? [part.number] : []));
  return limits.refusedNumber === undefined ? numbers : [...numbers, limits.refusedNumber.number];
}
