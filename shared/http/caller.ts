/** Who calls: from the claims of the portal's access token. */

import * as z from 'zod/mini';
import type { Access } from '../contract/operation.ts';
import { identifier } from '../contract/schema.ts';
import type { UserId } from '../domain/brand.ts';
import type { Caller } from '../domain/caller.ts';
import { type LoginMethod, loginMethod, mappedLoginMethod } from '../domain/login-method.ts';
import type { Scopes } from '../domain/scopes.ts';
import type { ClaimNames } from './token.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The scopes of which one opens the operations of an access; `undefined` where none is needed. */
const OPENED_BY: Readonly<Record<Access, readonly (keyof Scopes)[] | undefined>> = {
  public: undefined,
  user: undefined,
  support: ['support'],
  support_read: ['support', 'supportRead'],
  admin: ['admin'],
};

/** Whether the caller may call the operations of this access. */
export function mayCall(caller: Caller, access: Access, scopes: Scopes): boolean {
  const openedBy = OPENED_BY[access];
  return openedBy === undefined || openedBy.some((name) => caller.scopes.includes(scopes[name]));
}

/** An address that mails can reach; with any other the user gets no notices, and support sees that. */
const address = z.email().check(z.maxLength(254));

/**
 * A claim as a list: the elements of an array, or what a text has between spaces. Text in brackets may be an array that
 * something on its way has made text of, and its elements may have spaces: it stays whole.
 */
function elementsOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((element) => typeof element === 'string');
  if (typeof claim !== 'string') return [];
  return /^\[.*\]$/s.test(claim) ? [claim] : claim.split(' ');
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
    loginMethod: loginMethodOf(claims, names),
    scopes: elementsOf(claims[names.scope]),
  };
}

function loginMethodOf(claims: Claims, { loginMethod: said }: ClaimNames): LoginMethod {
  return typeof said === 'string' ? loginMethod(claims[said]) : mappedLoginMethod(claims[said.claim], said);
}

const isPresent = (claim: unknown): boolean => claim !== undefined && claim !== null && claim !== '';
