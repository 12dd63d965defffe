/** Reads the step-up that came with a request. */

import type { AssertionKeys } from '../../shared/adapters/assertion-keys.ts';
import type { AssertionClaims } from '../../shared/domain/assertion.ts';
import type { Clock } from '../../shared/domain/ports.ts';
import type { User } from '../../shared/domain/user.ts';

export interface WithAssertionKeys {
  readonly assertionKeys: AssertionKeys;
}

/** The claims of the assertion in `x-2fa-assertion`, if one is needed, there and valid. */
export async function stepUpClaims(
  { assertionKeys, clock }: WithAssertionKeys & { readonly clock: Clock },
  user: User,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<AssertionClaims | undefined> {
  const assertion = headers['x-2fa-assertion'];
  if (user.factor === undefined || assertion === undefined) return undefined;
  return assertionKeys.verify(assertion, clock.now());
}
