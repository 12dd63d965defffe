/** The operator's settings: what each decides, which values it may have, and its default. */

import * as z from 'zod';
import { OFFERED_METHODS } from '../domain/method.ts';
import { LOCALES } from '../wording/locale.ts';
import { addressRules, cdnSchema, completeAddress, domainSchema } from './address.ts';
import { adoptSchema } from './adopt.ts';
import { backupSchema } from './backup.ts';
import { completeClaims, providerSchema, scopesSchema, tokenClaimsSchema } from './claims.ts';
import { group } from './group.ts';
import { callsDecided, countries, numbersDecided, numbersSchema } from './numbers.ts';
import { policySchema } from './policy.ts';
import { routesSchema } from './routes.ts';
import { GRADUAL_DEPLOYMENTS, STAGE_NAMES } from './stages.ts';
import {
  address,
  arn,
  brand,
  country,
  issuer,
  link,
  matching,
  oneOf,
  origin,
  percentage,
  positive,
  someText,
  yesOrNo,
} from './values.ts';

const throttle = (rate: number, burst: number) => ({
  rate: positive.default(rate),
  burst: positive.default(burst),
});

const ORIGIN = 'must be an origin, such as "https://portal.example"';
const ORIGINS = 'must be a list of the origins of the portal’s pages, such as ["https://portal.example"]';
const PRICE = 'must be a price in US dollars, more than 0';
const PROXIES = 'must be a whole number, 0 or more';
const areDifferent = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

const MAX_ROOT_KEY = 255;
const KEYS = 'must be a list of whole numbers from 1, each once';
const keyNumbers = z.array(positive, KEYS).min(1, KEYS).refine(areDifferent, KEYS).default([1]);
/** Stored values have a byte for it. */
const rootKeyNumbers = z
  .array(positive.max(MAX_ROOT_KEY, `must be a whole number, ${MAX_ROOT_KEY} at most`), KEYS)
  .min(1, KEYS)
  .refine(areDifferent, KEYS)
  .default([1]);
const RETENTION = [30, 90, 180, 365] as const;

const AUDIENCE = 'must be the audience of the access tokens, or a list of audiences';
const audience = someText(AUDIENCE);

/** Which countries may be called, of those of `numbers`; all of them unless given, and required where these are `all`. */
const calledCountries = countries.optional();

const METHODS = 'must be a list of one or more of "totp", "sms" and "call"';

const RESERVED = 'must be a whole number, 1 at least, or null to reserve none';
const reserved = z.int(RESERVED).positive(RESERVED).nullable().default(null);

const fields = group({
  /** Presets what `shared/settings/stages.ts` has for it. */
  stage: z.enum(STAGE_NAMES, oneOf(STAGE_NAMES)).optional(),
  /** Name of the stack, and with it of its metrics and its contact flow: one more makes a second stack. */
  // CloudFormation allows 128, but the flow's name, which it is a part of, has 127 in Connect.
  stackName: matching(
    'must be a letter, then up to 99 letters, digits and hyphens',
    /^[A-Za-z][A-Za-z0-9-]{0,99}$/,
  ).default('Portal2fa'),
  /** Issuer of the portal's access tokens: an OpenID Connect provider with discovery. */
  issuer,
  /** `aud` of those tokens: one, or several of which a token has one. */
  audience: z.union([audience, z.array(audience).min(1, AUDIENCE)], { error: AUDIENCE }),
  /** Origins of the portal's pages, for CORS. */
  portalOrigins: z.array(origin(['https:', 'http:'], ORIGIN), ORIGINS).min(1, ORIGINS),
  /** The portal's name, in texts, calls, mails and authenticator apps. */
  brand,
  /** `aud` of the assertions; the access tokens' audience unless given, and of several the first. */
  assertionAudience: someText('must be an audience, not empty').optional(),
  /** `iss` of the assertions and address of the API, where it has a domain of its own: follows from `domain`. */
  publicUrl: origin(
    ['https:'],
    'must be https and a host name, such as "https://2fa.portal.example"',
  ).optional(),
  /** The domain of the API, with its certificate; unless given, whoever sets `publicUrl` makes it. */
  domain: domainSchema.optional(),
  /** A CloudFront distribution with AWS WAF in front, past which nobody reaches the API. */
  cdn: cdnSchema,
  /** Whether the API answers at `publicUrl` alone, and no longer at API Gateway's own address. */
  closeApiEndpoint: yesOrNo.default(false),
  /** The identity provider, if it is one of these: presets `tokenClaims`. See `docs/identity-providers/`. */
  provider: providerSchema.optional(),
  /** The claims in the access tokens. */
  tokenClaims: tokenClaimsSchema,
  /** Which values of the scope open what support and administrators may do. */
  scopes: scopesSchema,
  /** What customers can set up. Without `sms` no SNS, without `call` no Amazon Connect. */
  methods: z
    .array(z.enum(OFFERED_METHODS, oneOf(OFFERED_METHODS)), METHODS)
    .min(1, METHODS)
    .refine(areDifferent, METHODS)
    .default([...OFFERED_METHODS]),
  /** When sign-ins ask customers without a second factor to set one up. */
  prompt: group({
    from: z.iso.date('must be a date such as "2023-08-07"').default('2023-08-07'),
    requiredAfterDays: positive.nullable().default(null),
    requiredAfterSkips: positive.nullable().default(null),
  }).prefault({}),
  /** Whether customers may turn their second factor off. */
  allowDisable: yesOrNo.default(false),
  /** Limits and lifetimes that differ from the defaults in `shared/domain/policy.ts`. */
  policy: policySchema.prefault({}),
  /** Language of messages where a request asks for none that there is. */
  defaultLocale: z.enum(LOCALES, oneOf(LOCALES)).default('en'),
  /** Which telephone numbers codes may be sent to. */
  numbers: numbersSchema,
  /** Texts through SNS. */
  texts: group({
    /** Name that the text comes from, where the country allows it: up to 11 letters and digits. */
    senderId: matching(
      'must be 1 to 11 letters and digits, at least one of them a letter',
      // https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
      /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
    ).optional(),
    /** Number or short code that the text comes from. */
    originationNumber: matching(
      'must be a number of yours in E.164, such as "+12025550100", or a short code of 5 or 6 digits',
      /^(?:\+[1-9][0-9]{6,14}|[0-9]{5,6})$/,
    ).optional(),
    /** A text that costs more, in US dollars, is not sent. */
    maxPriceUsd: z.number(PRICE).positive(PRICE).default(0.5),
    /** Host name of the portal: adds the line by which browsers fill the code in (WebOTP). */
    webOtpDomain: matching(
      'must be a host name such as "portal.example"',
      /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    ).optional(),
    /**
     * Whether SNS logs what became of each text, which is a setting of the whole account and Region: `true` makes it,
     * `existing` counts in the log that somebody else has made, `false` leaves all of it alone.
     */
    logDeliveries: z
      .union([z.boolean(), z.literal('existing')], 'must be true, false or "existing"')
      .default(false),
  }).prefault({}),
  /** Calls through Amazon Connect: an instance of its own unless one is given. */
  calls: z
    .discriminatedUnion(
      'kind',
      [
        group({
          kind: z.literal('new'),
          /** Part of the instance's address, unique among all of AWS; made up unless given. */
          instanceAlias: matching(
            'must be up to 45 lower-case letters, digits and hyphens',
            /^[a-z0-9-]{1,45}$/,
          ).optional(),
          /** Country of the number that calls, ISO 3166-1 alpha-2. */
          countryCode: country.default('US'),
          numberType: z.enum(['DID', 'TOLL_FREE'], oneOf(['DID', 'TOLL_FREE'])).default('DID'),
          allowedCountries: calledCountries,
        }),
        group({
          kind: z.literal('existing'),
          instanceArn: arn(
            'must be the ARN of an Amazon Connect instance',
            'connect',
            'instance/[0-9a-f-]{36}',
          ),
          /** E.164, claimed by that instance. */
          sourcePhoneNumber: matching(
            'must be a number of that instance in E.164, such as "+12025550100"',
            /^\+[1-9][0-9]{6,14}$/,
          ),
          allowedCountries: calledCountries,
        }),
      ],
      {
        error: ({ code }) => (code === 'invalid_union' ? 'must be "new" or "existing"' : 'must be an object'),
      },
    )
    .prefault({ kind: 'new' }),
  /** Who mails come from: an address that SES has verified, or one of a verified domain. Without it, no mails. */
  mail: group({
    from: address,
    /** Shown beside the address; the brand unless given. */
    fromName: brand.optional(),
    /** Where answers go; to the sender unless given. */
    replyTo: address.optional(),
    /** SES configuration set to send with. */
    configurationSet: matching(
      'must be up to 64 letters, digits, hyphens and underscores',
      /^[A-Za-z0-9_-]{1,64}$/,
    ).optional(),
  }).optional(),
  /** Whether customers are told by mail what happens to their second factor; takes `mail`. */
  notices: yesOrNo.default(true),
  /** Where customers manage their account and second factor: linked in mails. */
  accountUrl: link.optional(),
  /** Where customers reach support: linked in mails. */
  supportUrl: link.optional(),
  /**
   * Numbers of the root keys that secrets are sealed and codes hashed under: the first does it for what is new, each
   * opens what it has sealed. A number that is new makes a key, one that is gone takes its key out of use.
   */
  rootKeys: rootKeyNumbers,
  /** Role that may derive keys besides the functions, to import users: for as long as that takes. */
  importRoleArn: matching(
    'must be the ARN of an IAM role',
    /^arn:aws(?:-[a-z-]+)?:iam::[0-9]{12}:role\/[\w+=,.@/-]{1,512}$/,
  ).optional(),
  /** Numbers of the keys that assertions may be signed with, likewise: the first signs, all are in the key set. */
  signingKeys: keyNumbers,
  /** Requests per second, and how many at once: of the API, and for routes that have a limit of their own. */
  throttle: group({
    ...throttle(100, 200),
    /** Each route that anybody may call: their answers can be cached, so few come here. */
    public: group(throttle(20, 40)).prefault({}),
    /** Each route that sends texts and calls: still far more than `policy.messages` lets out. */
    sends: group(throttle(10, 20)).prefault({}),
    /** Each route of support and administrators, who are few; the API's unless given. */
    support: group({ rate: positive, burst: positive }).optional(),
    /** Single routes, by the operation's name as in `functions/`. */
    routes: routesSchema,
  }).prefault({}),
  /**
   * Whether functions are called by an alias, and how it moves to a new version: `off` has no alias, `at-once` moves it
   * whole, `canary` first with a tenth of the requests, `linear` a tenth a minute; the last two go back on an alarm.
   */
  gradualDeployment: z.enum(GRADUAL_DEPLOYMENTS, oneOf(GRADUAL_DEPLOYMENTS)).default('off'),
  /** Executions at a time that are kept for functions that send, and are the most that these have; null for none. */
  reservedConcurrency: group({
    /** Each function that sends texts and calls. */
    sends: reserved,
    /** The one that mails notices. */
    notices: reserved,
  }).prefault({}),
  /** Proxies before the API that add to `X-Forwarded-For`, an edge for example: the log shows who called them. With `cdn` 1. */
  trustedProxies: z.int(PROXIES).nonnegative(PROXIES).optional(),
  logRetentionDays: z.literal(RETENTION, oneOf(RETENTION)).default(90),
  /**
   * Whether tables, keys, event bus, Connect's instance and number, and the functions' logs stay when the stack is
   * deleted, which takes two steps then.
   */
  retainData: yesOrNo.default(true),
  /** Backups besides point-in-time recovery; none unless given. */
  backup: backupSchema,
  /** What an earlier stack has left, for `npm run adopt`; it changes nothing in the template. */
  adopt: adoptSchema,
  /** How much in an hour is unusual, which depends on how many customers there are. */
  alarms: group({
    /** Wrong ones among the codes that are entered. Honest customers mistype one in ten or fewer. */
    wrongCodesPercent: percentage.default(20),
    /** Wrong codes from one network, a /24 or /48; mobile carriers have many customers in one. */
    wrongCodesOfNetwork: positive.default(100),
    /** Codes that are sent and not entered. */
    unconfirmedPercent: percentage.default(50),
    /** A share of fewer than so many codes is chance. */
    least: positive.default(50),
    /** Users who are locked. */
    locks: positive.default(10),
    /** Users whom support resets. */
    resets: positive.default(20),
    /** In five minutes, codes that did not get who entered them in, for whatever reason. */
    failedSignInsPercent: percentage.default(50),
    /** In ten minutes, codes that are sent and not entered. */
    unusedCodesPercent: percentage.default(60),
    /** In five minutes, requests whose token is not accepted. */
    rejectedTokensPercent: percentage.default(50),
    /** A share of fewer sign-ins, codes or requests than so many in those minutes is chance. */
    leastSignIns: positive.default(20),
    /** What all but one request in a hundred take, in milliseconds. */
    slowMs: positive.default(3000),
    /** What texts of a month have cost, in US dollars, in all of the account and Region. */
    textSpendUsd: positive.default(500),
  }).prefault({}),
  /** Whom alarms are mailed to. */
  alarmEmails: z.array(address).default([]),
  /** SNS topic that alarms notify, in place of the stack's own. */
  alarmTopicArn: arn('must be the ARN of an SNS topic', 'sns', '[A-Za-z0-9_-]{1,256}').optional(),
});

export const settingsSchema = addressRules
  .reduce<typeof fields>((schema, rule) => schema.refine(...rule), fields)
  .refine(...numbersDecided)
  .refine(...callsDecided)
  .transform(({ audience: given, numbers, ...settings }) => {
    const audience = typeof given === 'string' ? [given] : given;
    return {
      ...settings,
      ...completeClaims(settings),
      ...completeAddress(settings),
      audience,
      assertionAudience: settings.assertionAudience ?? audience[0] ?? '',
      // Where nothing is sent, none is needed.
      numbers: { ...numbers, allowedCountries: numbers.allowedCountries ?? [] },
    };
  });

export type Settings = z.output<typeof settingsSchema>;
