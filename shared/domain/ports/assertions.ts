/** Signing assertions, and checking them. */

import type { AssertionClaims } from '../assertion.ts';
import type { Millis } from '../brand.ts';

export interface Signer {
  /** The assertion as a compact JWT (RFC 7519). Throws `Unavailable`. */
  sign(claims: AssertionClaims): Promise<string>;
}

/** A public RSA key as the JWKS lists it (RFC 7517, RFC 7518 §6.3.1). */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

export interface AssertionKeys {
  /** All that assertions may be signed with, the one in use first. Throws `Unavailable`. */
  jwks(): Promise<readonly PublicJwk[]>;
  /** The claims of an assertion of this service that is valid now, else `undefined`. Throws `Unavailable`. */
  verify(assertion: string, now: Millis): Promise<AssertionClaims | undefined>;
}
