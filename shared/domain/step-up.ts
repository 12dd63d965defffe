/**
 * Step-up: changing a factor takes a fresh proof of the one in force (NIST SP 800-63B-4 §4.1, OWASP ASVS
 * 6.3.3), so a stolen password alone changes nothing.
 */

import type { AssertionClaims } from './assertion.ts';
import type { Asker } from './challenge.ts';
import { refuseWith, type Step, type User } from './user.ts';

/** Whether the assertion, itself valid, is this caller's fresh proof of the factor that is in force. */
export function isStepUp(claims: AssertionClaims, asker: Asker, user: User): boolean {
  const sameUser = claims.sub === asker.userId;
  const sameSession = claims.sid === asker.sid;
  const sameFactor = claims.jti.startsWith(`${factorVersionOf(user)}.`);
  return claims.outcome === 'verified' && sameUser && sameSession && sameFactor;
}

/**
 * The id of an assertion for the user in this state. It names the version that changed the factor last, since the
 * times in an assertion are whole seconds and could not tell one right before a change from one right after.
 * @param random what makes it unique.
 */
export const assertionId = (user: User, random: string): string => `${factorVersionOf(user)}.${random}`;

const factorVersionOf = ({ factorVersion = 0 }: User): string => factorVersion.toString(36);

/** Refuses unless the user has no factor yet or the caller has stepped up. */
export const stepUpMissing = (
  user: User,
  claims: AssertionClaims | undefined,
  asker: Asker,
): Step<never> | undefined => {
  const steppedUp = user.factor === undefined || (claims !== undefined && isStepUp(claims, asker, user));
  return steppedUp ? undefined : refuseWith('step_up_required');
};
