/**
 * Every variable that the deployment gives to functions. What a function does not use of this file is left out of
 * its bundle, so each variable is an export of its own.
 */

import * as z from 'zod/mini';
import { isLoginMethodRule, type LoginMethodRule } from '../domain/login-method.ts';
import { OFFERED_METHODS } from '../domain/method.ts';
import type { NumberRules } from '../domain/phone-number.ts';
import { DEFAULT_POLICY, type Policy, type PromptPolicy } from '../domain/policy.ts';
import { areRootKeys, type RootKey } from '../domain/root-key.ts';
import { LOCALES } from '../wording/locale.ts';
import { json, oneOf, optionalText, text } from './variable.ts';

const name = () => z.string().check(z.minLength(1));
const countries = () => z.union([z.literal('all'), z.array(name())]);
const count = () => z.int().check(z.nonnegative());
/** By hand, as every function reads these, and none else needs what Zod has for lists and unions. */
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const texts = () =>
  z.custom<readonly string[]>((value) => Array.isArray(value) && value.length > 0 && value.every(isText));
const anyTexts = () => z.custom<readonly string[]>((value) => Array.isArray(value) && value.every(isText));
const loginMethod = () =>
  z.custom<string | LoginMethodRule>(
    (value) => isText(value) || (typeof value === 'object' && value !== null && isLoginMethodRule(value)),
  );

export const TABLE_NAME = /* @__PURE__ */ text('TABLE_NAME');
/** The table of the audit trails. */
export const TRAIL_TABLE_NAME = /* @__PURE__ */ text('TRAIL_TABLE_NAME');
/** Namespace of the metrics in the log. */
export const METRIC_NAMESPACE = /* @__PURE__ */ text('METRIC_NAMESPACE');
export const EVENT_BUS_NAME = /* @__PURE__ */ text('EVENT_BUS_NAME');

/** The KMS keys that the keys for sealing and hashing are derived from, the one in use first. */
export const ROOT_KEYS = /* @__PURE__ */ json('ROOT_KEYS', () => z.custom<readonly RootKey[]>(areRootKeys));
/** The KMS key that signs assertions. */
export const SIGNING_KEY_ARN = /* @__PURE__ */ text('SIGNING_KEY_ARN');
/** The KMS keys that assertions may be signed with, the one in use first. */
export const ASSERTION_KEY_ARNS = /* @__PURE__ */ json('ASSERTION_KEY_ARNS', () =>
  z.array(name()).check(z.minLength(1)),
);

/** How the portal's access tokens are checked and read. */
export const TOKEN_ISSUER = /* @__PURE__ */ text('TOKEN_ISSUER');
export const TOKEN_AUDIENCE = /* @__PURE__ */ json('TOKEN_AUDIENCE', texts);
export const TOKEN_CLAIMS = /* @__PURE__ */ json('TOKEN_CLAIMS', () =>
  z.strictObject({
    sub: name(),
    sid: name(),
    email: name(),
    loginMethod: loginMethod(),
    scope: name(),
  }),
);
/** Which values of the scope open what is not open to every user. */
export const TOKEN_SCOPES = /* @__PURE__ */ json('TOKEN_SCOPES', () =>
  z.strictObject({ support: name(), supportRead: name(), admin: name() }),
);

/** How many proxies before API Gateway add to `X-Forwarded-For`. */
export const TRUSTED_PROXIES = /* @__PURE__ */ json('TRUSTED_PROXIES', count);

/**
 * What the distribution in front of the API proves itself with, either of two while one takes the other's place. An
 * empty list where there is no distribution, and never missing: that would open the API.
 */
export const ORIGIN_SECRETS = /* @__PURE__ */ json('ORIGIN_SECRETS', anyTexts);

/** Whose assertions these are, and whom they are for. */
export const ASSERTION_ISSUER = /* @__PURE__ */ text('ASSERTION_ISSUER');
export const ASSERTION_AUDIENCE = /* @__PURE__ */ text('ASSERTION_AUDIENCE');
/** Where the API is reached. */
export const API_URL = /* @__PURE__ */ text('API_URL');

export const POLICY = /* @__PURE__ */ json('POLICY', () => {
  const limits = Object.keys(DEFAULT_POLICY) as (keyof Policy)[];
  const shape = Object.fromEntries(limits.map((limit) => [limit, count()]));
  return z.strictObject(shape as Record<keyof Policy, ReturnType<typeof count>>);
});
export const PROMPT_POLICY = /* @__PURE__ */ json<PromptPolicy>('PROMPT_POLICY', () =>
  z.strictObject({
    from: z.int(),
    requiredAfterDays: z.nullable(count()),
    requiredAfterSkips: z.nullable(count()),
  }),
);
/** What customers can set up; by the channels among it codes can be sent. */
export const METHODS = /* @__PURE__ */ json('METHODS', () => z.array(z.enum(OFFERED_METHODS)));
/** Whether customers may turn their second factor off. */
export const ALLOW_DISABLE = /* @__PURE__ */ json('ALLOW_DISABLE', () => z.boolean());
/** Whether customers are told of changes by mail. */
export const NOTICES = /* @__PURE__ */ json('NOTICES', () => z.boolean());

/** The portal's name, as customers know it. */
export const BRAND = /* @__PURE__ */ text('BRAND');
/** The language of messages where a request asks for none of ours. */
export const DEFAULT_LOCALE = /* @__PURE__ */ oneOf('DEFAULT_LOCALE', LOCALES);
/** The host name in the line by which browsers fill a code in. */
export const WEB_OTP_DOMAIN = /* @__PURE__ */ optionalText('WEB_OTP_DOMAIN');
export const NUMBER_RULES = /* @__PURE__ */ json<NumberRules>('NUMBER_RULES', () =>
  z.strictObject({
    allowedCountries: countries(),
    calledCountries: z.optional(countries()),
    defaultCountry: z.optional(name()),
  }),
);

export const TEXT_SENDER_ID = /* @__PURE__ */ optionalText('TEXT_SENDER_ID');
export const TEXT_ORIGINATION_NUMBER = /* @__PURE__ */ optionalText('TEXT_ORIGINATION_NUMBER');
export const TEXT_MAX_PRICE_USD = /* @__PURE__ */ json('TEXT_MAX_PRICE_USD', () => z.number());

/** Where the instance is, if not in the function's own Region. */
export const CALL_REGION = /* @__PURE__ */ optionalText('CALL_REGION');
export const CALL_INSTANCE_ID = /* @__PURE__ */ text('CALL_INSTANCE_ID');
export const CALL_CONTACT_FLOW_ID = /* @__PURE__ */ text('CALL_CONTACT_FLOW_ID');
export const CALL_SOURCE_PHONE_NUMBER = /* @__PURE__ */ optionalText('CALL_SOURCE_PHONE_NUMBER');
export const CALL_QUEUE_ID = /* @__PURE__ */ optionalText('CALL_QUEUE_ID');

export const MAIL_FROM = /* @__PURE__ */ text('MAIL_FROM');
export const MAIL_FROM_NAME = /* @__PURE__ */ optionalText('MAIL_FROM_NAME');
export const MAIL_REPLY_TO = /* @__PURE__ */ optionalText('MAIL_REPLY_TO');
export const MAIL_CONFIGURATION_SET = /* @__PURE__ */ optionalText('MAIL_CONFIGURATION_SET');
export const ACCOUNT_URL = /* @__PURE__ */ optionalText('ACCOUNT_URL');
export const SUPPORT_URL = /* @__PURE__ */ optionalText('SUPPORT_URL');
