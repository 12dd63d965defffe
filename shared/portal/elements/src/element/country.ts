/** A number in its country, and how it becomes E.164. */

export interface Country {
  /** ISO 3166-1. */
  readonly region: string;
  /** ITU-T E.164. */
  readonly callingCode: string;
}

/** The country of a number with `+`, as far as it is typed. */
export const countryOf = (countries: readonly Country[], digits: string): Country | undefined =>
  countries
    .filter(({ callingCode }) => digits.startsWith(callingCode))
    .sort((a, b) => b.callingCode.length - a.callingCode.length)[0];

/** Where a number keeps its leading 0; elsewhere it is dialled within the country alone. */
const KEEPS_ZERO: ReadonlySet<string> = new Set(['IT', 'SM', 'CI', 'CG', 'GA']);

/** The number as E.164, of what is typed in the field beside the country. */
export const toE164 = ({ region, callingCode }: Country, digits: string): string =>
  `+${callingCode}${KEEPS_ZERO.has(region) ? digits : digits.replace(/^0/, '')}`;

/** National digits in groups, as they are read. */
export const grouped = (digits: string, callingCode: string): string =>
  callingCode === '1'
    ? digits.replace(/^(\d{3})(\d{3})(\d+)$/, '$1 $2 $3').replace(/^(\d{3})(\d{1,3})$/, '$1 $2')
    : digits.replace(/(\d{3})(?=\d{2})/g, '$1 ');
