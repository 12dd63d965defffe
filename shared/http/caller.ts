/** Who calls: from the claims of the portal's access token. */

import * as z from 'zod/mini';
import type { Access } from '../contract/operation.ts';
import { identifier } from '../contract/schema.ts';
import type { UserId } from '../domain/brand.ts';
import type { Caller } from '../domain/caller.ts';
import { loginMethod } from '../domain/sign-in-policy.ts';
import type { ClaimNames } from './token.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The scope that opens the operations of an access; nothing else does. */
const SCOPES: Readonly<Record<Exclude<Access, 'public' | 'user'>, string>> = {
  support: '2fa:support',
  admin: '2fa:admin',
};

/** Whether the caller may call the operations of this access. */
export const mayCall = ({ scopes }: Caller, access: Access): boolean =>
  access === 'public' || access === 'user' || scopes.includes(SCOPES[access]);

/** An address that mails can reach; with any other the user gets no notices, and support sees that. */
const address = z.email().check(z.maxLength(254));

/** A claim as a list: the elements of an array, or what a text has between spaces. No text is taken apart otherwise. */
function elementsOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((element) => typeof element === 'string');
  return typeof claim === 'string' ? claim.split(' ') : [];
}

/**
 * The caller of verified claims, or `undefined` without a usable subject. A session that can't be used is no
 * reason to go on without one: what it began would be open to every session.
 */
export function callerOf(claims: Claims, names: ClaimNames): Caller | undefined {
  const sub = identifier.safeParse(claims[names.sub]);
  const sid = identifier.safeParse(claims[names.sid]);
  if (!sub.success || (!sid.success && isPresent(claims[names.sid]))) return undefined;
  const email = address.safeParse(claims[names.email]);
  return {
    userId: sub.data as UserId,
    ...(sid.success && { sid: sid.data }),
    ...(email.success && { email: email.data }),
    loginMethod: loginMethod(claims[names.loginMethod]),
    scopes: elementsOf(claims[names.scope]),
  };
}

const isPresent = (claim: unknown): boolean => claim !== undefined && claim !== null && claim !== '';
