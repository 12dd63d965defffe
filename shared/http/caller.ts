/** Who calls: from the claims of the portal's access token. */

import type { UserId } from '../domain/brand.ts';
import { type LoginMethod, loginMethod } from '../domain/sign-in-policy.ts';
import type { ClaimNames } from './token.ts';

export interface Caller {
  readonly userId: UserId;
  readonly sid?: string;
  readonly email?: string;
  readonly loginMethod: LoginMethod;
  readonly scopes: readonly string[];
}

export type Claims = Readonly<Record<string, unknown>>;

/** Opens the support operations; nothing else does. */
export const SUPPORT_SCOPE = '2fa:support';

const MAX_ID_LENGTH = 255;

/** The caller of verified claims, or `undefined` without a usable subject. */
export function callerOf(claims: Claims, names: ClaimNames): Caller | undefined {
  const sub = textClaim(claims[names.sub]);
  if (sub === undefined) return undefined;
  const sid = textClaim(claims[names.sid]);
  const email = textClaim(claims[names.email]);
  const scope = claims[names.scope];
  return {
    userId: sub as UserId,
    ...(sid !== undefined && { sid }),
    ...(email !== undefined && { email }),
    loginMethod: loginMethod(claims[names.loginMethod]),
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
  };
}

const textClaim = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim !== '' && claim.length <= MAX_ID_LENGTH && claim.isWellFormed()
    ? claim
    : undefined;
