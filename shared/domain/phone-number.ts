/** Reads a telephone number in any common notation and decides whether a code may be sent to it. */

import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { E164 } from './brand.ts';
import { CHANNELS, type Channel } from './method.ts';
import { err, ok, type Result } from './result.ts';

export type PhoneNumberError = 'invalid_phone_number' | 'phone_number_not_supported';

/** ISO 3166-1 alpha-2 codes, upper case, or `all`. */
export type Countries = readonly string[] | 'all';

/** Which numbers codes may be sent to. */
export interface NumberRules {
  readonly allowedCountries: Countries;
  /** Which of them may be called. Default: all of them. */
  readonly calledCountries?: Countries | undefined;
  /** Country of numbers written without a country code. Default: such numbers are invalid. */
  readonly defaultCountry?: string | undefined;
}

export interface PhoneNumberRules extends NumberRules {
  readonly channel: Channel;
}

export interface ParsedPhoneNumber {
  readonly number: E164;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/**
 * What people type between digits. ASCII digits and plus sign only: full-width ones would make one number
 * look like two. Letters and extensions (`x12`, `;ext=12`) don't match at all.
 */
const NOTATION = /^(?:tel:)?\s*[(]?\+?[0-9 ()./\-\u00a0\u2010-\u2015\u202f]{3,40}$/i;

/** Dear to reach although the metadata has them as ordinary. */
const DEAR: readonly RegExp[] = [
  // North America's 976 exchange (pay per call) and 555-1212 (directory assistance), in every area code.
  /^\+1\d{3}(?:976\d{4}|5551212)$/,
  // Satellite telephones with a national number: GlobalTel in Russia, Byru in Indonesia.
  /^\+7954/,
  /^\+62868/,
  // Abkhazia: in Russia's plan and, to the metadata, in Russia. It is charged as a destination of its own, and no
  // list of countries that says RU means it.
  /^\+7[89]40/,
];

/** libphonenumber's types that a channel reaches; all others (premium, VoIP, pager, …) are refused. */
const REACHABLE: Readonly<Record<Channel, ReadonlySet<string>>> = {
  // FIXED_LINE_OR_MOBILE: plans that don't tell them apart, such as all of North America's.
  sms: new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']),
  call: new Set(['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE']),
};

/**
 * Parses `input` into E.164 and applies the rules of the channel and the country list.
 *
 * - `invalid_phone_number`: not a notation of a number, too short or long, or in no range of its plan.
 * - `phone_number_not_supported`: a real number that must not or cannot get a code: wrong type for the
 *   channel, premium, satellite or other international network (no country), country not allowed.
 *
 * A number has to be in a range of its country's plan, not only of a possible length, since the type
 * (and so what a message to it costs) is known only then. Fictional ones such as +1 202 555 0100 are.
 *
 * The metadata is `max` because the type rules need every range: `min` takes most types as one, and
 * `mobile` takes everything that is not mobile as nonexistent. Bundled: 190 kB against 133 and 118; the
 * import costs the same 15 ms in all three.
 */
export function parsePhoneNumber(
  input: string,
  rules: PhoneNumberRules,
): Result<ParsedPhoneNumber, PhoneNumberError> {
  if (!NOTATION.test(input)) return err('invalid_phone_number');
  const digits = input.replace(/[^0-9+]/g, '');

  const phone = readings(digits, rules.defaultCountry).find((reading) => reading.isValid());
  if (phone === undefined) return err('invalid_phone_number');

  const { country, number } = phone;
  const isReachable = REACHABLE[rules.channel].has(phone.getType() ?? '');
  const isDear = DEAR.some((range) => range.test(number));
  if (country === undefined || !isReachable || isDear) return err('phone_number_not_supported');

  const isAllowed = includes(rules.allowedCountries, country);
  const isCalled = rules.calledCountries === undefined || includes(rules.calledCountries, country);
  if (!isAllowed || (rules.channel === 'call' && !isCalled)) return err('phone_number_not_supported');
  // libphonenumber's own brand says the same as ours.
  return ok({ number: number as string as E164, country });
}

const includes = (countries: Countries, country: string): boolean =>
  countries === 'all' || countries.includes(country);

/** Whether this is the code of a country that has telephone numbers. */
export const isCountry = (code: string): boolean => isSupportedCountry(code);

/** How codes can reach the number: a fixed line takes calls only, and not every country is called. */
export const channelsOf = (number: E164, rules: NumberRules): readonly Channel[] =>
  CHANNELS.filter((channel) => parsePhoneNumber(number, { ...rules, channel }).ok);

/**
 * The numbers that `digits` can mean, the likeliest first. `00` is the international prefix of most of the
 * world and thus also understood where it is not the default country's own (011 in North America).
 */
function readings(digits: string, defaultCountry: string | undefined): readonly PhoneNumber[] {
  const national =
    defaultCountry !== undefined && isSupportedCountry(defaultCountry)
      ? [parsePhoneNumberFromString(digits, defaultCountry)]
      : [];
  const international = digits.startsWith('+')
    ? [parsePhoneNumberFromString(digits)]
    : digits.startsWith('00')
      ? [parsePhoneNumberFromString(`+${digits.slice(2)}`), ...national]
      : national;
  return international.filter((reading) => reading !== undefined).map(inItsOwnCountry);
}

/** San Marino is reached through Italy's plan as well; one line must not be two numbers to the limits. */
function inItsOwnCountry(reading: PhoneNumber): PhoneNumber {
  const sanMarino = /^\+39(0549\d+)$/.exec(reading.number)?.[1];
  if (sanMarino === undefined) return reading;
  return parsePhoneNumberFromString(`+378${sanMarino}`) ?? reading;
}
