/**
 * Step-up: changing a factor takes a fresh proof of the one in force (NIST SP 800-63B-4 §4.1, OWASP ASVS
 * 6.3.3), so a stolen password alone changes nothing.
 */

import type { AssertionClaims } from './assertion.ts';
import type { Asker } from './challenge.ts';
import { type Rule, refuseWith, type User } from './user.ts';

/** Whether the assertion, itself valid, is this caller's fresh proof. */
export function isStepUp(claims: AssertionClaims, asker: Asker, user: User): boolean {
  const sameUser = claims.sub === asker.userId;
  const sameSession = claims.sid === asker.sid;
  // Times in an assertion are whole seconds: one from the second of the reset counts as before it.
  const sinceReset = user.resetAt === undefined || claims.iat > Math.floor(user.resetAt / 1000);
  return claims.outcome === 'verified' && sameUser && sameSession && sinceReset;
}

/** The rule, for users who have no factor yet or whose caller has stepped up. */
export const afterStepUp =
  <T>(claims: AssertionClaims | undefined, asker: Asker, rule: Rule<T>): Rule<T> =>
  (user) => {
    const allowed = user.factor === undefined || (claims !== undefined && isStepUp(claims, asker, user));
    return allowed ? rule(user) : refuseWith('step_up_required');
  };
