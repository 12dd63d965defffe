/**
 * Checks a bearer token where no authorizer in front of the function has done so.
 *
 * API Gateway's JWT authorizer normally has; an event without its claims must not be trusted, so the token is
 * checked again here, against the same issuer and audience. Loaded only then.
 */

import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { JWKSMultipleMatchingKeys, JWKSNoMatchingKey } from 'jose/errors';
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';
import { available, Unavailable } from '../domain/unavailable.ts';
import { noted } from '../observability/metrics.ts';
import { bearerToken } from './bearer-token.ts';
import type { Claims } from './caller.ts';
import type { TokenSettings } from './token.ts';

let keys: Promise<JWTVerifyGetKey> | undefined;

/** The claims of a valid token, else `undefined`. Throws `Unavailable` if the issuer can't be reached. */
export async function verifyBearer(
  authorization: string | undefined,
  { issuer, audience }: TokenSettings,
  now: number,
): Promise<Claims | undefined> {
  const token = bearerToken(authorization);
  if (token === undefined) return undefined;
  keys ??= available('identity-provider', () => discover(issuer)).catch((error) => {
    keys = undefined;
    throw error;
  });
  const key = await keys;
  try {
    const options = { issuer, algorithms: ['RS256'], currentDate: new Date(now) };
    const { payload } = await jwtVerify(token, key, { ...options, requiredClaims: ['exp'] });
    return isFor(payload, audience) ? payload : undefined;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    return undefined;
  }
}

/** As API Gateway has it: some providers' access tokens name no audience, and their client stands in for one. */
function isFor({ aud, client_id }: JWTPayload, audience: readonly string[]): boolean {
  const intended = aud ?? client_id;
  const all: readonly unknown[] = Array.isArray(intended) ? intended : [intended];
  return all.some((one) => typeof one === 'string' && audience.includes(one));
}

/** `fetch`, noted as a call of the issuer. */
const ask: typeof fetch = (input, init) =>
  noted(
    'Issuer',
    () => 'failed',
    () => fetch(input, init),
  );

/** OpenID Connect Discovery 1.0 §4. */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await ask(url, { signal: AbortSignal.timeout(3000) });
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  const remote = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: ask });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // That is the token's fault; anything else is the issuer's.
      if (error instanceof JWKSNoMatchingKey || error instanceof JWKSMultipleMatchingKeys) throw error;
      throw new Unavailable('identity-provider', error);
    }
  };
}
