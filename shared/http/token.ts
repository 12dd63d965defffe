/** How the portal's access tokens are checked and read: the operator's settings. */

/** Names of the claims in the portal's access token. */
export interface ClaimNames {
  readonly sub: string;
  readonly sid: string;
  readonly email: string;
  readonly loginMethod: string;
  readonly scope: string;
}

/** How the portal's access tokens are checked. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly claims: ClaimNames;
}
