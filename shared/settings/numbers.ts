/** Which countries codes may be sent to: the operator decides, since each is a bill that somebody can run up. */

import * as z from 'zod';
import type { Channel, OfferedMethod } from '../domain/method.ts';
import type { Countries, NumberRules } from '../domain/phone-number.ts';
import { group } from './group.ts';
import { country } from './values.ts';

const WANTED = 'must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all"';

/** A list of countries, or `all`. */
export const countries = z.union([z.literal('all'), z.array(country).min(1, WANTED)], { error: WANTED });

/** Which telephone numbers codes may be sent to. */
export const numbersSchema = group({
  /** A short list is the best protection against toll fraud. Required where codes are sent: see `numbersDecided`. */
  allowedCountries: countries.optional(),
  /** Country of numbers that are typed without a country code; without it they are refused. */
  defaultCountry: country.optional(),
}).prefault({});

interface Given {
  readonly methods: readonly OfferedMethod[];
  readonly numbers: { readonly allowedCountries?: Countries | undefined };
  readonly calls: { readonly allowedCountries?: Countries | undefined };
}

type Rule = readonly [
  (given: Given) => boolean,
  {
    readonly path: PropertyKey[];
    readonly error: string;
    readonly when?: (given: z.core.ParsePayload) => boolean;
  },
];

/** Where codes are sent, only the operator knows to where: there is no default. */
export const numbersDecided: Rule = [
  ({ methods, numbers }) => !offers(methods, ['sms', 'call']) || numbers?.allowedCountries !== undefined,
  {
    path: ['numbers', 'allowedCountries'],
    error: WANTED,
    // Also told with the other faults, unless it is one of them.
    when: ({ issues, value }) =>
      typeof value === 'object' &&
      !Array.isArray(value) &&
      !issues.some(({ path }) => path?.[0] === 'numbers'),
  },
];

/**
 * Connect has no maximum price as texts have, so that dear countries are called is nothing that goes without saying.
 */
export const callsDecided: Rule = [
  ({ methods, numbers, calls }) =>
    !offers(methods, ['call']) || numbers.allowedCountries !== 'all' || calls.allowedCountries !== undefined,
  {
    path: ['calls', 'allowedCountries'],
    error: `${WANTED}, as numbers.allowedCountries is "all": nothing caps the price of a call`,
  },
];

/** Settings with a fault elsewhere may lack methods: then all are meant. */
const offers = (methods: readonly OfferedMethod[] | undefined, channels: readonly Channel[]): boolean =>
  !Array.isArray(methods) || channels.some((channel) => methods.includes(channel));

interface Decided {
  readonly numbers: NumberRules;
  readonly calls: { readonly allowedCountries?: Countries | undefined };
}

/** Calls go to the countries of `numbers` unless others are named. */
export const numberRules = ({ numbers, calls }: Decided): NumberRules => ({
  ...numbers,
  calledCountries: calls.allowedCountries ?? numbers.allowedCountries,
});
