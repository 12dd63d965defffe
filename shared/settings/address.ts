/** Where the API is reached: its domain, and the distribution in front of it. */

import * as z from 'zod';
import { group } from './group.ts';
import { arn, checked, matching, oneOf, positive, yesOrNo } from './values.ts';

/** CloudFront takes certificates of this Region alone, and its firewall's rules are kept there. */
export const CLOUDFRONT_REGION = 'us-east-1';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const host = (wanted: string) => matching(wanted, new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`));

export const domainSchema = group({
  name: host('must be a host name in lower case, such as "2fa.portal.example"'),
  /** A certificate that there is: of the API's Region, or with `cdn` of CloudFront's. */
  certificateArn: arn('must be the ARN of a certificate in ACM', 'acm', 'certificate/[0-9a-z-]+').optional(),
  /** A zone of Route 53 in this account: the records are made in it, and the certificate if none is given. */
  hostedZone: group({
    id: matching('must be the id of a hosted zone, such as "Z0123456789ABCDEFGHIJ"', /^Z[A-Z0-9]{1,31}$/),
    name: host('must be the name of the hosted zone, such as "portal.example"'),
  }).optional(),
})
  .refine(({ certificateArn, hostedZone }) => certificateArn !== undefined || hostedZone !== undefined, {
    path: ['certificateArn'],
    error:
      'must be the ARN of a certificate in ACM, or else domain.hostedZone the zone in which one can be made',
  })
  .refine(({ name, hostedZone }) => hostedZone === undefined || isWithin(name, hostedZone.name), {
    path: ['hostedZone', 'name'],
    error: 'must be the zone that domain.name is in',
  });

const isWithin = (name: string, zone: string): boolean => name === zone || name.endsWith(`.${zone}`);

const RATE = 'must be a whole number, 10 at least';
const rate = (usual: number) => z.int(RATE).min(10, RATE).default(usual);

const SECRETS = 'must be a list of one or two whole numbers from 1, each once';
const NETWORK = 'must be a network such as "203.0.113.0/28" or "2001:db8::/48"';

/** WAF takes any prefix but that of everybody. */
const network = checked(
  NETWORK,
  (text) =>
    (z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success) && !text.endsWith('/0'),
);

export const cdnSchema = group({
  /** Whether the firewall refuses what its rules meet, or only counts it. */
  mode: z.enum(['block', 'count'], oneOf(['block', 'count'])).default('block'),
  /** Whether nobody reaches the API but by it; false for as long as callers move to it. */
  onlyWay: yesOrNo.default(true),
  /** Requests from one address in five minutes. */
  perAddress: group({
    /** To the whole API. */
    requests: rate(600),
    /** That enter a code. */
    proofs: rate(100),
    /** That have one sent. */
    codes: rate(30),
  }).prefault({}),
  /** Networks that the limits of an address do not hold for: backends that call for many customers. */
  backends: z.array(network, `${NETWORK}, in a list`).default([]),
  /** Numbers of the secrets that the distribution proves itself with: the first is presented, each is accepted. */
  originSecrets: z
    .array(positive, SECRETS)
    .min(1, SECRETS)
    .max(2, SECRETS)
    .refine((numbers) => new Set(numbers).size === numbers.length, SECRETS)
    .default([1]),
}).optional();

interface Given {
  readonly domain?: z.output<typeof domainSchema> | undefined;
  readonly cdn?: z.output<typeof cdnSchema> | undefined;
  readonly publicUrl?: string | undefined;
  readonly closeApiEndpoint: boolean;
  readonly trustedProxies?: number | undefined;
}

type Rule = readonly [(given: Given) => boolean, { readonly path: PropertyKey[]; readonly error: string }];

/** What the address may not be, taken together. */
export const addressRules: readonly Rule[] = [
  [
    ({ closeApiEndpoint, publicUrl, domain }) =>
      !closeApiEndpoint || publicUrl !== undefined || domain !== undefined,
    {
      path: ['publicUrl'],
      error: 'must be the address of the API, as closeApiEndpoint leaves no other',
    },
  ],
  [
    ({ domain, publicUrl }) =>
      domain === undefined || publicUrl === undefined || publicUrl === addressOf(domain),
    { path: ['publicUrl'], error: 'must have domain.name as its host, or be left out to follow from it' },
  ],
  [
    ({ cdn, domain }) => cdn === undefined || domain !== undefined,
    {
      path: ['domain'],
      error:
        'must be given with cdn: the assertions’ issuer has to be known before there is a distribution to name it',
    },
  ],
  [
    ({ cdn, domain }) =>
      cdn === undefined ||
      domain?.certificateArn === undefined ||
      regionOf(domain.certificateArn) === CLOUDFRONT_REGION,
    {
      path: ['domain', 'certificateArn'],
      error: `must be of ${CLOUDFRONT_REGION} with cdn: CloudFront takes certificates of no other Region`,
    },
  ],
  [
    ({ cdn, closeApiEndpoint }) => cdn === undefined || !closeApiEndpoint,
    {
      path: ['closeApiEndpoint'],
      error: 'must be false with cdn: the distribution calls the API at that address, and nobody else can',
    },
  ],
  [
    ({ cdn, trustedProxies }) => cdn === undefined || trustedProxies !== 0,
    {
      path: ['trustedProxies'],
      error: 'must be 1 or more with cdn, or be left out: the distribution is one',
    },
  ],
];

const addressOf = ({ name }: { readonly name: string }): string => `https://${name}`;

export const regionOf = (certificateArn: string): string => certificateArn.split(':')[3] ?? '';

/** What follows from the domain and the distribution where it is not said. */
export function completeAddress({ domain, cdn, publicUrl, trustedProxies }: Given): {
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
} {
  return {
    publicUrl: publicUrl ?? (domain && addressOf(domain)),
    trustedProxies: trustedProxies ?? (cdn === undefined ? 0 : 1),
  };
}
