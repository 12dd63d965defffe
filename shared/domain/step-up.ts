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
  const sinceReset = claims.jti.startsWith(`${epochOf(user)}.`);
  return claims.outcome === 'verified' && sameUser && sameSession && sinceReset;
}

/**
 * The id of an assertion for the user in this state. It names the user's last reset, since the times in an
 * assertion are whole seconds and could not tell one right before a reset from one right after.
 * @param random what makes it unique.
 */
export const assertionId = (user: User, random: string): string => `${epochOf(user)}.${random}`;

const epochOf = ({ resetAt = 0 }: User): string => resetAt.toString(36);

/** The rule, for users who have no factor yet or whose caller has stepped up. */
export const afterStepUp =
  <T>(claims: AssertionClaims | undefined, asker: Asker, rule: Rule<T>): Rule<T> =>
  (user) => {
    const allowed = user.factor === undefined || (claims !== undefined && isStepUp(claims, asker, user));
    return allowed ? rule(user) : refuseWith('step_up_required');
  };
