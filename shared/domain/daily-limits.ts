/**
 * How often a day a user may do what writes, signs or mails and is bounded by nothing else, so that no account can
 * fill the trail, the mailbox or the bill.
 *
 * What is not here is bounded already. Confirming takes an enrolment that was started, and verifying a code that was
 * not used: one of an app every half minute, one that was sent, or one of a set. Turning off takes a factor. A
 * challenge stores nothing. Nor is there a limit on what asks for no second factor (SSO, API keys, before the policy
 * date): such a sign-in must never be blocked, and it writes only what is new.
 */

import type { Millis } from './brand.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import type { LimitedOperation, User } from './user.ts';
import { count, type Limit, secondsUntil } from './window.ts';

export const dailyLimit = (policy: Policy, operation: LimitedOperation): Limit => ({
  max: policy[operation],
  seconds: policy.operationWindow,
});

/** What counting goes by, besides the user. */
export interface CountContext {
  readonly policy: Policy;
  readonly now: Millis;
}

/** The user with the operation counted, or `too_many_requests`. */
export function countOperation(
  user: User,
  operation: LimitedOperation,
  { policy, now }: CountContext,
): Result<User, Refusal> {
  const counted = count(user.limits[operation], dailyLimit(policy, operation), now);
  if (!counted.ok) return err(refusal('too_many_requests', secondsUntil(counted.error.endsAt, now)));
  return ok({ ...user, limits: { ...user.limits, [operation]: counted.value } });
}
