/** The step-up that came with a request. */

import type { Headers } from '../contract/operation.ts';
import type { AssertionClaims } from '../domain/assertion.ts';
import type { User } from '../domain/user.ts';
import type { Core, WithAssertionKeys } from './dependencies.ts';

/** The claims of the assertion in `x-2fa-assertion`, if one is needed, there and valid. Throws `Unavailable`. */
export async function stepUpClaims(
  { assertionKeys, clock }: WithAssertionKeys & Pick<Core, 'clock'>,
  user: User,
  headers: Headers,
): Promise<AssertionClaims | undefined> {
  const assertion = headers['x-2fa-assertion'];
  if (user.factor === undefined || assertion === undefined) return undefined;
  return assertionKeys.verify(assertion, clock.now());
}
