/** How the user has signed in with the portal's identity provider, from what its token says. */

export const LOGIN_METHODS = ['password', 'oauth', 'saml', 'sso', 'api_key'] as const;
export type LoginMethod = (typeof LOGIN_METHODS)[number];

/** What a claim of the provider's own says of how the user has signed in. */
export interface LoginMethodRule {
  readonly claim: string;
  /** Where the claim holds objects: the member of each that is looked at. Default: objects say nothing. */
  readonly field?: string | undefined;
  /** What each value of the claim means. The first value that is known here decides. */
  readonly values?: Readonly<Record<string, LoginMethod>> | undefined;
  /** What a claim means that is there and has no known value. Default: as if it were not there. */
  readonly present?: LoginMethod | undefined;
  /** What a token means that says nothing of it. Default: `password`, the one with the most asked of it. */
  readonly otherwise?: LoginMethod | undefined;
}

/** Whether each part of it is what it should be, and there is no other. */
export function isLoginMethodRule(value: object): value is LoginMethodRule {
  const { claim, field, values, present, otherwise, ...rest }: Partial<Record<string, unknown>> = {
    ...value,
  };
  const isMethod = (method: unknown): boolean => LOGIN_METHODS.some((known) => known === method);
  return (
    typeof claim === 'string' &&
    claim !== '' &&
    (field === undefined || typeof field === 'string') &&
    (values === undefined || (isObject(values) && Object.values(values).every(isMethod))) &&
    [present, otherwise].every((method) => method === undefined || isMethod(method)) &&
    Object.keys(rest).length === 0
  );
}

/** Anything that is not a known login method counts as `password`, the one with the most asked of it. */
export function loginMethod(claim: unknown): LoginMethod {
  return LOGIN_METHODS.find((method) => method === claim) ?? 'password';
}

/** The login method by the rule. Values are compared whole: the text, or each element of an array, in its order. */
export function mappedLoginMethod(claim: unknown, rule: LoginMethodRule): LoginMethod {
  const { field, values = {}, present, otherwise = 'password' } = rule;
  const known = textsOf(claim, field).find((text) => Object.hasOwn(values, text));
  if (known !== undefined) return values[known] ?? otherwise;
  return present !== undefined && isThere(claim) ? present : otherwise;
}

function textsOf(claim: unknown, field: string | undefined): readonly string[] {
  const elements: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return elements.flatMap((element) => {
    const value = field !== undefined && isObject(element) ? element[field] : element;
    // An authorizer in front of the service makes text of these as well.
    return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
  });
}

/** Providers leave a claim out, or write one of these, where there is nothing to say. */
const NOTHING: ReadonlySet<unknown> = new Set([undefined, null, false, '', 'false']);

const isThere = (claim: unknown): boolean =>
  Array.isArray(claim) ? claim.some(isThere) : !NOTHING.has(claim);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
