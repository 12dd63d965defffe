/**
 * The claims that API Gateway's JWT authorizer has verified, as the token has them.
 *
 * The authorizer hands each claim over as text: an array as `[a b]`, in which an element that has a space in it looks
 * like two. So where a claim that is needed is not plain text, it is read from the token, whose signature the
 * authorizer has checked: the same token, by issuer, audience, subject and expiry.
 */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bearerToken } from './bearer-token.ts';
import type { Claims } from './caller.ts';
import { type ClaimNames, namesOf } from './token.ts';

/** `undefined` for an event without an authorizer's claims; `unusable` where they are not those of its token. */
export function authorizerClaims(
  event: APIGatewayProxyEventV2,
  names: ClaimNames,
): Claims | 'unusable' | undefined {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } };
  const claims = authorizer?.jwt?.claims;
  if (claims === undefined || namesOf(names).every((name) => isPlain(claims[name]))) return claims;
  const payload = payloadOf(bearerToken(event.headers.authorization));
  return payload !== undefined && IDENTITY.every((name) => isSame(payload[name], claims[name]))
    ? payload
    : 'unusable';
}

/** What tells one token from another. */
const IDENTITY = ['iss', 'aud', 'sub', 'exp'] as const;

/** Text that no array, object or missing value can have become. */
const isPlain = (claim: unknown): boolean =>
  claim === undefined ||
  (typeof claim === 'string' && !/^(?:(?:map)?\[.*\]|\{.*\}|null|<nil>)$/s.test(claim));

/** Whether a claim of the token is the one that the authorizer has made text of. */
const isSame = (claim: unknown, text: unknown): boolean =>
  claim === undefined
    ? text === undefined
    : // However a number is written.
      (typeof claim === 'number' && Number(text) === claim) ||
      asText(claim) === (typeof text === 'string' ? text : asText(text));

const asText = (claim: unknown): string =>
  Array.isArray(claim) ? `[${claim.map(asText).join(' ')}]` : String(claim);

function payloadOf(token: string | undefined): Claims | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? (payload as Claims) : undefined;
  } catch {
    return undefined;
  }
}
