/** The portal's identity provider: OIDC discovery, its key set, and RS256 access tokens. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import type { Routes } from './http.ts';

/** How long an access token is valid, in seconds. */
export const accessTokenLifetime = 3600;

/** What a token says about the person who signed in; only `sub` is required. */
export interface TokenClaims {
  readonly sub: string;
  readonly email?: string | undefined;
  readonly login_method?: string | undefined;
  /** Space-separated or a list, e.g. `2fa:support`. */
  readonly scope?: string | readonly string[] | undefined;
  /** The sign-in session. */
  readonly sid?: string | undefined;
}

/** A token as a tester wants it, with whatever is wrong about it. Times are seconds since the epoch. */
export interface TokenRequest extends TokenClaims {
  readonly iss?: string | undefined;
  readonly aud?: string | readonly string[] | undefined;
  readonly nbf?: number | undefined;
  readonly exp?: number | undefined;
  /** Seconds from now, in place of `exp`; negative for a token that has expired. */
  readonly expiresIn?: number | undefined;
  /** Put in as they are, in place of any above; `null` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

export interface IdentityProvider {
  /** An access token, valid from now for an hour by the local clock unless asked for otherwise. */
  issue(request: TokenRequest): Promise<string>;
  /** Discovery and key set, where OpenID Connect Discovery 1.0 §4 puts them. */
  readonly routes: Routes;
}

export interface IdentityProviderOptions {
  /** The `iss` claim: the address at which the service finds discovery and keys, without a trailing slash. */
  readonly issuer: string;
  readonly audience: string;
  /** RSA private key, PKCS #8 PEM. */
  readonly privateKeyPem: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const definedOf = (request: object): object =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));

/** An identity provider with one key, whose `kid` is its thumbprint (RFC 7638). */
export const createIdentityProvider = async (options: IdentityProviderOptions): Promise<IdentityProvider> => {
  const { issuer, audience } = options;
  const privateKey = createPrivateKey(options.privateKeyPem);
  const publicJwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(publicJwk);
  const keySet = { keys: [{ ...publicJwk, kid, use: 'sig', alg: 'RS256' }] };
  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/`,
    jwks_uri: `${issuer}/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'sid', 'email', 'login_method', 'scope'],
  };
  return {
    issue({ expiresIn = accessTokenLifetime, claims, ...request }) {
      const now = Math.floor(options.now() / 1000);
      const usual = { iss: issuer, aud: audience, iat: now, nbf: now, exp: now + expiresIn };
      const wanted = { ...usual, ...definedOf(request), ...claims };
      const payload = Object.entries(wanted).filter(([, value]) => value !== null);
      return new SignJWT(Object.fromEntries(payload))
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(privateKey);
    },
    routes: {
      'GET /.well-known/openid-configuration': () => ({ status: 200, body: discovery }),
      'GET /jwks.json': () => ({ status: 200, body: keySet }),
    },
  };
};
