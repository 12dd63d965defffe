/** Which countries codes may be sent to: the operator decides, since each is a bill that somebody can run up. */

import * as z from 'zod';
import { isCountry, type NumberRules } from '../domain/phone-number.ts';

const WANTED = 'must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all"';

const country = z.string().refine(isCountry, {
  error: ({ input }) => `${input} is the ISO 3166-1 alpha-2 code of no country`,
});

/** A list of countries, or `all`. */
export const countries = z.union([z.literal('all'), z.array(country).min(1, WANTED)], { error: WANTED });

/** Which telephone numbers codes may be sent to. */
export const numbersSchema = z
  .strictObject({
    /** Required: a short list is the best protection against toll fraud, and only the operator knows it. */
    allowedCountries: countries,
    /** Country of numbers that are typed without a country code; without it they are refused. */
    defaultCountry: country.optional(),
  })
  // So that the list is what is missing where there is nothing of it.
  .prefault({} as { allowedCountries: 'all' });

interface Countries {
  readonly numbers: z.output<typeof numbersSchema>;
  readonly calls: { readonly allowedCountries?: z.output<typeof countries> | undefined };
}

/**
 * What is wrong with the countries that may be called, if anything. Connect has no maximum price as texts have, so
 * that dear countries are called is nothing that goes without saying.
 */
export const callsUndecided = ({ numbers, calls }: Countries): string | undefined =>
  numbers.allowedCountries === 'all' && calls.allowedCountries === undefined
    ? `${WANTED}, as numbers.allowedCountries is "all": nothing caps the price of a call`
    : undefined;

/** Calls go to the countries of `numbers` unless others are named. */
export const numberRules = ({ numbers, calls }: Countries): NumberRules => ({
  ...numbers,
  calledCountries: calls.allowedCountries ?? numbers.allowedCountries,
});
