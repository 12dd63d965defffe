/** The operator's settings: what each decides, which values it may have, and its default. */

import * as z from 'zod';
import { checkBrand } from '../wording/brand.ts';
import { LOCALES } from '../wording/locale.ts';
import { completeClaims, providerSchema, scopesSchema, tokenClaimsSchema } from './claims.ts';
import { policySchema } from './policy.ts';

const origin = z.string().regex(/^https?:\/\/[^/]+$/, 'must be an origin, without a path');
const positive = z.int().positive();
const throttle = (rate: number, burst: number) => ({
  rate: positive.default(rate),
  burst: positive.default(burst),
});
const link = z.url({ protocol: /^(https|mailto)$/ });

/** A name that texts, calls and mails can carry. What is wrong with another one is a fault among the others. */
const brand = z.string().transform((name, { issues }) => {
  try {
    return checkBrand(name);
  } catch (error) {
    issues.push({
      code: 'custom',
      input: name,
      message: error instanceof Error ? error.message : 'no brand',
    });
    return z.NEVER;
  }
});

const fields = z.strictObject({
  /** Name of the stack, and with it of its metrics and its contact flow: one more makes a second stack. */
  stackName: z
    .string()
    // CloudFormation allows 128, but the flow's name, which it is a part of, has 127 in Connect.
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,99}$/, 'must be a letter, then up to 99 letters, digits and hyphens')
    .default('Portal2fa'),
  /** Issuer of the portal's access tokens: an OpenID Connect provider with discovery. */
  issuer: z.url(),
  /** `aud` of those tokens: one, or several of which a token has one. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
    error: 'must be an audience, or a list of them',
  }),
  /** Origins of the portal's pages, for CORS. */
  portalOrigins: z.array(origin).min(1),
  /** The portal's name, in texts, calls, mails and authenticator apps. */
  brand,
  /** `aud` of the assertions; the access tokens' audience unless given, and of several the first. */
  assertionAudience: z.string().min(1).optional(),
  /** `iss` of the assertions and address of the API, where it has a domain of its own. */
  publicUrl: origin.optional(),
  /** The identity provider, if it is one of these: presets `tokenClaims`. See `docs/identity-providers/`. */
  provider: providerSchema.optional(),
  /** The claims in the access tokens. */
  tokenClaims: tokenClaimsSchema,
  /** Which values of the scope open what support and administrators may do. */
  scopes: scopesSchema,
  /** When sign-ins ask customers without a second factor to set one up. */
  prompt: z
    .strictObject({
      from: z.iso.date().default('2023-08-07'),
      requiredAfterDays: positive.nullable().default(null),
      requiredAfterSkips: positive.nullable().default(null),
    })
    .prefault({}),
  /** Whether customers may turn their second factor off. */
  allowDisable: z.boolean().default(false),
  /** Limits and lifetimes that differ from the defaults in `shared/domain/policy.ts`. */
  policy: policySchema.prefault({}),
  /** Language of messages where a request asks for none that there is. */
  defaultLocale: z.enum(LOCALES).default('en'),
  /** Which telephone numbers codes may be sent to. */
  numbers: z
    .strictObject({
      /** ISO 3166-1 alpha-2 codes. A short list is the best protection against toll fraud. */
      allowedCountries: z
        .union([z.literal('all'), z.array(z.string().regex(/^[A-Z]{2}$/)).min(1)])
        .default('all'),
      /** Country of numbers that are typed without a country code; without it they are refused. */
      defaultCountry: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    })
    .prefault({}),
  /** Texts through SNS. */
  texts: z
    .strictObject({
      /** Name that the text comes from, where the country allows it: up to 11 letters and digits. */
      senderId: z.string().optional(),
      /** Number or short code that the text comes from. */
      originationNumber: z.string().optional(),
      /** A text that costs more, in US dollars, is not sent. */
      maxPriceUsd: z.number().positive().default(0.5),
      /** Host name of the portal: adds the line by which browsers fill the code in (WebOTP). */
      webOtpDomain: z
        .string()
        .regex(/^[a-z0-9.-]+$/)
        .optional(),
      /** Whether SNS logs what became of each text; a setting of the whole account and region, so of one stack. */
      logDeliveries: z.boolean().default(true),
    })
    .prefault({}),
  /** Calls through Amazon Connect: an instance of its own unless one is given. */
  calls: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('new'),
        /** Part of the instance's address, unique among all of AWS; made up unless given. */
        instanceAlias: z
          .string()
          .regex(/^[a-z0-9-]{1,45}$/)
          .optional(),
        /** Country of the number that calls, ISO 3166-1 alpha-2. */
        countryCode: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .default('US'),
        numberType: z.enum(['DID', 'TOLL_FREE']).default('DID'),
      }),
      z.strictObject({
        kind: z.literal('existing'),
        instanceArn: z.string().startsWith('arn:'),
        /** E.164, claimed by that instance. */
        sourcePhoneNumber: z.string().regex(/^\+[1-9][0-9]{6,14}$/),
      }),
    ])
    .prefault({ kind: 'new' }),
  /** Who mails come from: an address that SES has verified, or one of a verified domain. Without it, no mails. */
  mail: z
    .strictObject({
      from: z.email(),
      /** Shown beside the address; the brand unless given. */
      fromName: brand.optional(),
      /** Where answers go; to the sender unless given. */
      replyTo: z.email().optional(),
      /** SES configuration set to send with. */
      configurationSet: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/)
        .optional(),
    })
    .optional(),
  /** Whether customers are told by mail what happens to their second factor; takes `mail`. */
  notices: z.boolean().default(true),
  /** Where customers manage their account and second factor: linked in mails. */
  accountUrl: link.optional(),
  /** Where customers reach support: linked in mails. */
  supportUrl: link.optional(),
  /** Versions of the root key in use; one more makes new secrets and hashes under a new key. */
  keyVersions: positive.default(1),
  /** Requests per second, and how many at once: of the API, and for routes that have a limit of their own. */
  throttle: z
    .strictObject({
      ...throttle(100, 200),
      /** Each route that anybody may call: their answers can be cached, so few come here. */
      public: z.strictObject(throttle(20, 40)).prefault({}),
      /** Each route that sends texts and calls: still far more than `policy.messages` lets out. */
      sends: z.strictObject(throttle(10, 20)).prefault({}),
    })
    .prefault({}),
  /** Proxies before the API that add to `X-Forwarded-For`, an edge for example: the log shows who called them. */
  trustedProxies: z.int().nonnegative().default(0),
  logRetentionDays: z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)]).default(90),
  /** Whether table, keys and the functions' logs stay when the stack is deleted. */
  retainData: z.boolean().default(true),
  /** How much in an hour is unusual, which depends on how many customers there are. */
  alarms: z
    .strictObject({
      /** Wrong ones among the codes that are entered. Honest customers mistype one in ten or fewer. */
      wrongCodesPercent: z.number().min(1).max(100).default(20),
      /** Wrong codes from one network, a /24 or /48; mobile carriers have many customers in one. */
      wrongCodesOfNetwork: positive.default(100),
      /** Codes that are sent and not entered. */
      unconfirmedPercent: z.number().min(1).max(100).default(50),
      /** A share of fewer than so many codes is chance. */
      least: positive.default(50),
      /** Users who are locked. */
      locks: positive.default(10),
      /** Users whom support resets. */
      resets: positive.default(20),
    })
    .prefault({}),
  /** SNS topic that alarms notify. */
  alarmTopicArn: z.string().startsWith('arn:').optional(),
});

export const settingsSchema = fields.transform(({ audience: given, ...settings }) => {
  const audience = typeof given === 'string' ? [given] : given;
  return {
    ...settings,
    ...completeClaims(settings),
    audience,
    assertionAudience: settings.assertionAudience ?? audience[0] ?? '',
  };
});

export type Settings = z.output<typeof settingsSchema>;
