/** How the portal's access tokens are checked and read: the operator's settings. */

import type { LoginMethodRule } from '../domain/login-method.ts';
import type { Scopes } from '../domain/scopes.ts';

/** Names of the claims in the portal's access token. */
export interface ClaimNames {
  readonly sub: string;
  readonly sid: string;
  readonly email: string;
  /** The claim that says it in this service's words, or what a claim of the provider's own means. */
  readonly loginMethod: string | LoginMethodRule;
  readonly scope: string;
}

/** Every claim that is read. */
export const namesOf = ({ loginMethod, ...names }: ClaimNames): readonly string[] => [
  ...Object.values(names),
  typeof loginMethod === 'string' ? loginMethod : loginMethod.claim,
];

/** How the portal's access tokens are checked. */
export interface TokenSettings {
  readonly issuer: string;
  /** Any of these. */
  readonly audience: readonly string[];
  readonly claims: ClaimNames;
  readonly scopes: Scopes;
}
