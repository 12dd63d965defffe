/** Asking for a text or call: the user's own limit, charged before anything is sent. */

import { lockedUntil } from './attempts.ts';
import type { Millis } from './brand.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import { accept, refuse, type SentCode, type Step, type User, without } from './user.ts';
import { count, type Limit, remaining, secondsUntil, uncount } from './window.ts';

/** A code, and where it goes in the record: the enrolment that is pending, or a challenge. */
export type CodeDestination =
  | { readonly pending: Extract<NonNullable<User['pending']>, { method: 'phone' }> }
  | { readonly sentCode: SentCode & { readonly challenge: string } };

export const userRequestLimit = (policy: Policy): Limit => ({
  max: policy.requestsPerUser,
  seconds: policy.requestWindow,
});
export const numberRequestLimit = (policy: Policy): Limit => ({
  max: policy.requestsPerNumber,
  seconds: policy.requestWindow,
});
export const serviceMessageLimit = (policy: Policy): Limit => ({
  max: policy.messages,
  seconds: policy.messageWindow,
});

/**
 * Counts a request and puts its code in force, replacing the one before. Refused: `too_many_requests` while
 * locked or with the day's window full, `resend_too_soon` within half a minute of the last.
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
  if (!requests.ok) {
    const full = requests.error;
    const reason = refusal('too_many_requests', secondsUntil(full.endsAt, now));
    return full.noted ? refuse(reason) : refuse(reason, noteRequestsExceeded(user, now));
  }
  const { resendAt } = user.limits;
  if (resendAt !== undefined && now < resendAt) {
    return refuse(refusal('resend_too_soon', secondsUntil(resendAt, now)));
  }
  const requested: User = {
    ...user,
    ...destination,
    limits: { ...user.limits, requests: requests.value, resendAt: now + policy.resendAfter * 1000 },
  };
  return accept(requested, requested);
}

/**
 * Takes back a request whose code could not be sent: what was in force before is in force again and the
 * request costs nothing. Only if no later write has replaced the code meanwhile.
 */
export function withdrawRequest(user: User, before: User, codeId: string): Step<User> {
  const withdrawn = restoreCode(user, before, codeId);
  if (withdrawn === undefined) return { result: { ok: true, value: user } };
  const { resendAt: _resendAt, requests, ...limits } = user.limits;
  const fewer = uncount(requests);
  const restored: User = {
    ...withdrawn,
    limits: {
      ...limits,
      ...(fewer !== undefined && fewer.count > 0 && { requests: fewer }),
      ...(before.limits.resendAt !== undefined && { resendAt: before.limits.resendAt }),
    },
  };
  return accept(restored, restored);
}

function restoreCode(user: User, before: User, codeId: string): User | undefined {
  if (user.sentCode?.id === codeId) {
    const rest = without(user, 'sentCode');
    return before.sentCode === undefined ? rest : { ...rest, sentCode: before.sentCode };
  }
  if (user.pending?.method === 'phone' && user.pending.code.id === codeId) {
    const rest = without(user, 'pending');
    return before.pending === undefined ? rest : { ...rest, pending: before.pending };
  }
  return undefined;
}

const noteRequestsExceeded = (user: User, now: Millis): User => {
  const { requests } = user.limits;
  return {
    ...user,
    limits: { ...user.limits, ...(requests !== undefined && { requests: { ...requests, noted: true } }) },
    events: [...user.events, { type: 'RequestsExceeded', at: now }],
  };
};

/** Texts and calls the user may still request in this window. */
export const requestsRemaining = (user: User, policy: Policy, now: Millis): number =>
  remaining(user.limits.requests, userRequestLimit(policy), now);
