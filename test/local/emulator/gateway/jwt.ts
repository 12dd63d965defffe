/**
 * API Gateway's JWT authorizer: signature, issuer, audience and times of a token, and the scopes of a route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */

import { createPublicKey, verify } from 'node:crypto';
import { asArray, isRecord, type Properties } from '../template/template.ts';
import type { KeySource } from './key-source.ts';

export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export type JwtDecision =
  | { readonly kind: 'authorised'; readonly claims: Properties; readonly scopes: readonly string[] }
  | { readonly kind: 'unauthorised'; readonly reason: string }
  /** The token is good, and lacks every scope that the route takes. */
  | { readonly kind: 'forbidden' };

const unauthorised = (reason: string): JwtDecision => ({ kind: 'unauthorised', reason });

function decodePart(part: string | undefined): Properties | undefined {
  if (part === undefined || !/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** `header` is that of the identity source, with or without the word Bearer. */
export async function authorise(
  header: string,
  authorizer: JwtAuthorizer,
  routeScopes: readonly string[],
  keys: KeySource,
  nowMs: number,
): Promise<JwtDecision> {
  const token = header.replace(/^bearer\s+/i, '').trim();
  const parts = token.split('.');
  const head = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  if (parts.length !== 3 || head === undefined || claims === undefined) {
    return unauthorised('token contains an invalid number of segments');
  }
  if (head.alg !== 'RS256' || head.crit !== undefined) return unauthorised('signing method is invalid');
  if (claims.iss !== authorizer.issuer) return unauthorised('invalid issuer');
  if (!(await signatureHolds(parts, head, authorizer.issuer, keys)))
    return unauthorised('signature is invalid');
  const fault = claimFault(claims, authorizer.audience, Math.floor(nowMs / 1000));
  if (fault !== undefined) return unauthorised(fault);
  const scopes = scopesOf(claims);
  const enough = routeScopes.length === 0 || routeScopes.some((scope) => scopes.includes(scope));
  return enough ? { kind: 'authorised', claims, scopes } : { kind: 'forbidden' };
}

async function signatureHolds(
  parts: readonly string[],
  head: Properties,
  issuer: string,
  keys: KeySource,
): Promise<boolean> {
  if (typeof head.kid !== 'string') return false;
  const jwk = await keys(issuer, head.kid).catch(() => undefined);
  if (jwk === undefined || jwk.kty !== 'RSA') return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  return verify('sha256', signed, key, Buffer.from(parts[2] ?? '', 'base64url'));
}

function claimFault(claims: Properties, audience: readonly string[], now: number): string | undefined {
  // `client_id` counts only where there is no `aud`.
  const intended = claims.aud === undefined ? asArray(claims.client_id) : asArray(claims.aud);
  if (!intended.some((one) => typeof one === 'string' && audience.includes(one))) {
    return 'the token does not have a valid audience';
  }
  if (typeof claims.exp !== 'number' || claims.exp <= now) return 'the token has expired';
  if (claims.nbf !== undefined && !(typeof claims.nbf === 'number' && claims.nbf <= now)) {
    return 'the token is not valid yet';
  }
  if (claims.iat !== undefined && !(typeof claims.iat === 'number' && claims.iat <= now)) {
    return 'the token was issued in the future';
  }
  return undefined;
}

function scopesOf(claims: Properties): readonly string[] {
  const value = claims.scope ?? claims.scp;
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  return asArray(value).filter((scope) => typeof scope === 'string');
}
