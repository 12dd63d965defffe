/** What the portal's access tokens say, and in which claims: as the provider has it, unless the operator says otherwise. */

import * as z from 'zod';
import { LOGIN_METHODS, type LoginMethodRule } from '../domain/login-method.ts';
import { DEFAULT_SCOPES, type Scopes } from '../domain/scopes.ts';
import { group } from './group.ts';
import { PROVIDERS, type ProviderName } from './providers.ts';
import { matching, oneOf, someText } from './values.ts';

const claim = someText('must be the name of a claim');
const method = z.enum(LOGIN_METHODS, oneOf(LOGIN_METHODS));

const rule = group({
  claim,
  field: someText('must be the name of a member').optional(),
  values: z
    .record(z.string(), method, 'must be an object from what the claim says to a login method')
    .optional(),
  present: method.optional(),
  otherwise: method.optional(),
}).refine(({ values = {}, present }) => present !== undefined || Object.keys(values).length > 0, {
  path: ['values'],
  error: 'must say what at least one value of the claim means, or "present" what any does',
});

/** The name of a claim in this service's words, or what a claim of the provider's own means. */
const loginMethod = z.unknown().transform((value, { issues }): string | LoginMethodRule | undefined => {
  if (value === undefined) return undefined;
  const read = typeof value === 'object' ? rule.safeParse(value) : claim.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const { message } = issue;
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) issues.push({ code: 'custom', input: value, message, path });
  }
  return z.NEVER;
});

const names = { sub: claim, sid: claim, email: claim, scope: claim };

/** Names of the claims; those that are given win over the provider's. */
export const tokenClaimsSchema = group({
  sub: names.sub.optional(),
  sid: names.sid.optional(),
  email: names.email.optional(),
  loginMethod: loginMethod.optional(),
  scope: names.scope.optional(),
}).prefault({});

const scope = matching('must be a value of the scope, without a space around it', /^\S(.*\S)?$/);

/** Whether no value opens more than one of them, those by default included. */
function distinct(given: { readonly [Name in keyof Scopes]?: string | undefined }): boolean {
  const { support, supportRead, admin } = { ...DEFAULT_SCOPES, ...given };
  return new Set([support, supportRead, admin]).size === 3;
}

/** Values of the scope that open what is not open to every user. */
export const scopesSchema = group({
  support: scope.optional(),
  supportRead: scope.optional(),
  admin: scope.optional(),
})
  .refine(distinct, 'must be three different values, or agents could erase what they did')
  .prefault({});

export type { ProviderName };

export const providerSchema = z.enum(
  Object.keys(PROVIDERS) as [ProviderName, ...ProviderName[]],
  oneOf(Object.keys(PROVIDERS)),
);

export interface TokenClaims {
  readonly sub: string;
  readonly sid: string;
  readonly email: string;
  readonly loginMethod: string | LoginMethodRule;
  readonly scope: string;
}

const DEFAULT_CLAIMS: TokenClaims = {
  sub: 'sub',
  sid: 'sid',
  email: 'email',
  loginMethod: 'login_method',
  scope: 'scope',
};

interface Given {
  readonly provider?: ProviderName | undefined;
  readonly tokenClaims: z.output<typeof tokenClaimsSchema>;
  readonly scopes: z.output<typeof scopesSchema>;
}

/** Every claim and scope: what is given, else what the provider has, else the defaults. */
export function completeClaims({ provider, tokenClaims, scopes }: Given): {
  readonly tokenClaims: TokenClaims;
  readonly scopes: Scopes;
} {
  const preset = provider === undefined ? {} : PROVIDERS[provider];
  return {
    tokenClaims: { ...DEFAULT_CLAIMS, ...preset, ...defined(tokenClaims) },
    scopes: { ...DEFAULT_SCOPES, ...defined(scopes) },
  };
}

type Defined<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

const defined = <T extends object>(given: T): Defined<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
