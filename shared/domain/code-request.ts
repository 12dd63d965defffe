/** Asking for a text or call: the user's own limit, charged before anything is sent. */

import { lockedUntil } from './attempts.ts';
import type { Millis, Sealed } from './brand.ts';
import { dailyLimit } from './daily-limits.ts';
import type { ChallengePurpose, DomainEvent } from './event.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import { withdrawCode } from './sent-code.ts';
import { accept, type PendingPhone, refuse, type SentCode, type Step, type User } from './user.ts';
import { count, countOver, type Limit, remaining, secondsUntil, uncount, type Window } from './window.ts';

/** A code, and where it goes in the record: the enrolment that is pending, or a challenge. */
export type CodeDestination =
  | { readonly pending: PendingPhone }
  | { readonly sentCode: SentCode & { readonly challenge: string }; readonly purpose: ChallengePurpose };

export const userRequestLimit = (policy: Policy): Limit => ({
  max: policy.requestsPerUser,
  seconds: policy.requestWindow,
});
export const numberRequestLimit = (policy: Policy): Limit => ({
  max: policy.requestsPerNumber,
  seconds: policy.requestWindow,
});
const unsentLimit = (policy: Policy): Limit => dailyLimit(policy, 'unsentCodes');

/** What a message is for: an enrolment, or a sign-in or step-up of a customer who is enrolled. */
export type MessageUse = 'enrolment' | 'sign_in';

/** All messages have one count; those for enrolments end where only the reserve is left. */
export function serviceMessageLimit(policy: Policy, use: MessageUse): Limit {
  const { messages, messageWindow: seconds, messagesReservedPercent } = policy;
  const reserve = use === 'enrolment' ? Math.floor((messages * messagesReservedPercent) / 100) : 0;
  return { max: messages - reserve, seconds };
}

/**
 * Counts a request and puts its code in force, replacing the one before. Refused: `too_many_requests` while
 * locked or with one of the day's windows full, `resend_too_soon` within half a minute of the last.
 */
export function requestCode(
  user: User,
  destination: CodeDestination,
  policy: Policy,
  now: Millis,
): Step<User> {
  const until = lockedUntil(user, policy, now);
  if (until !== undefined) return refuse(refusal('too_many_requests', secondsUntil(until, now)));
  const requests = count(user.limits.requests, userRequestLimit(policy), now);
  if (!requests.ok) return refuse(refusal('too_many_requests', secondsUntil(requests.error.endsAt, now)));
  const { resendAt, unsentCodes } = user.limits;
  if (unsentCodes !== undefined && remaining(unsentCodes, unsentLimit(policy), now) === 0) {
    return refuse(refusal('too_many_requests', secondsUntil(unsentCodes.endsAt, now)));
  }
  if (resendAt !== undefined && now < resendAt) {
    return refuse(refusal('resend_too_soon', secondsUntil(resendAt, now)));
  }
  const requested: User = {
    ...user,
    ...placed(destination),
    limits: { ...user.limits, requests: requests.value, resendAt: now + policy.resendAfter * 1000 },
    events: [...user.events, codeRequested(destination, now)],
  };
  const told = tellUsedUp(requested, 'requests', policy.requestsPerUser, now);
  return accept(told, told);
}

const placed = (destination: CodeDestination): Pick<User, 'pending' | 'sentCode'> =>
  'pending' in destination ? { pending: destination.pending } : { sentCode: destination.sentCode };

function codeRequested(destination: CodeDestination, at: Millis): DomainEvent {
  const [{ channel }, purpose] =
    'pending' in destination
      ? ([destination.pending.code, 'enrollment'] as const)
      : ([destination.sentCode, destination.purpose] as const);
  return { type: 'CodeRequested', channel, purpose, at };
}

/** What a request was made of, to take it back. */
export interface Requested {
  /** The state that it was applied to. */
  readonly before: User;
  /** The state that it made. */
  readonly after: User;
  readonly codeId: string;
  /** Whether the pause until the next request stays. Default: it is taken back as well. */
  readonly wait?: boolean;
}

/**
 * Takes back a request whose code could not be sent: it costs nothing, and what was in force before is in force
 * again, unless a later write has replaced the code meanwhile.
 */
export function withdrawRequest(user: User, { before, after, codeId, wait = false }: Requested): User {
  const restored = withdrawCode(user, before, codeId);
  const { resendAt, requests, ...limits } = restored.limits;
  const sameWindow = requests?.endsAt === after.limits.requests?.endsAt;
  const left = sameWindow ? uncount(requests) : requests;
  // Another request since then has set a time of its own.
  const nextAt = resendAt === after.limits.resendAt && !wait ? before.limits.resendAt : resendAt;
  const requested = after.events.find((event) => event.type === 'CodeRequested');
  return {
    ...restored,
    ...(requested !== undefined && {
      events: [...restored.events, { ...requested, type: 'CodeNotSent' } as const],
    }),
    limits: {
      ...limits,
      ...(left !== undefined && (left.count > 0 || left.noted) && { requests: left }),
      ...(nextAt !== undefined && { resendAt: nextAt }),
    },
  };
}

/**
 * Counts a request that was taken back. It costs none of the day's, but each leaves events and is two writes, so they
 * are bounded as well.
 */
export function countUnsent(user: User, policy: Policy, now: Millis): User {
  const unsentCodes = countOver(user.limits.unsentCodes, unsentLimit(policy), now);
  const counted = { ...user, limits: { ...user.limits, unsentCodes } };
  return tellUsedUp(counted, 'unsentCodes', policy.unsentCodes, now);
}

/**
 * Notes that the number's own limit has refused a request, so that support can see and lift it although nothing
 * of the request is left. Told once until the number's window ends, whichever other numbers are tried meanwhile.
 */
export function noteRefusedNumber(user: User, number: Sealed, { endsAt }: Window, now: Millis): User {
  const { refusedNumber } = user.limits;
  const toldUntil = refusedNumber?.toldUntil ?? now;
  const isTold = now < toldUntil;
  return {
    ...user,
    limits: { ...user.limits, refusedNumber: { number, endsAt, toldUntil: isTold ? toldUntil : endsAt } },
    events: isTold ? user.events : [...user.events, { type: 'RequestsExceeded', until: endsAt, at: now }],
  };
}

/**
 * Tells that the window is used up, once and at once: the owner is to hear of a thief who takes all of the codes, and
 * not first of the code that is missing.
 */
function tellUsedUp(user: User, name: 'requests' | 'unsentCodes', max: number, now: Millis): User {
  const window = user.limits[name];
  if (window === undefined || window.noted || window.count < max) return user;
  return {
    ...user,
    limits: { ...user.limits, [name]: { ...window, noted: true } },
    events: [...user.events, { type: 'RequestsExceeded', until: window.endsAt, at: now }],
  };
}

/** Texts and calls the user may still request in this window. */
export const requestsRemaining = (user: User, policy: Policy, now: Millis): number =>
  remaining(user.limits.requests, userRequestLimit(policy), now);
