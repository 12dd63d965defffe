/** Words the call that carries a code, as the attributes that the contact flow speaks. */

import { checkBrand, MAX_BRAND_LENGTH, shortenBrand } from './brand.ts';
import type { CallLines } from './language.ts';
import { loadLanguage } from './languages.ts';
import type { Locale } from './locale.ts';
import { escapeMarkup } from './markup.ts';
import { fill } from './template.ts';

export interface CallInput {
  readonly locale: Locale;
  /** ASCII digits. */
  readonly code: string;
  /** The operator's name; see `checkBrand`. */
  readonly brand: string;
}

/**
 * Everything the contact flow needs to know; it holds no language itself. `codeIntro`, `digits` and `again` are
 * SSML, all other lines plain text. `voice`, `engine` and `languageCode` are Polly's.
 *
 * `digits` is the code. It must not outlive the call, see the contact flow.
 */
export type CallAttributes = Readonly<
  Record<keyof CallLines | 'digits' | 'voice' | 'engine' | 'languageCode', string>
>;

/** Long enough to write a digit down, short enough not to be taken for the end. */
const PAUSE_BETWEEN_DIGITS = '700ms';

/** @throws {RangeError} for a brand that may not be spoken, or a code of anything but ASCII digits. */
export async function callAttributes({ locale, code, brand }: CallInput): Promise<CallAttributes> {
  if (!/^[0-9]+$/.test(code)) throw new RangeError('The code is not made of digits');
  const name = shortenBrand(checkBrand(brand), MAX_BRAND_LENGTH);
  const { codes } = await loadLanguage(locale);
  const { voice, ...lines } = codes.call;
  return {
    ...lines,
    greeting: fill(lines.greeting, { brand: name }),
    codeIntro: escapeMarkup(lines.codeIntro),
    again: escapeMarkup(lines.again),
    digits: spokenDigits(code),
    voice: voice.id,
    engine: voice.engine,
    languageCode: voice.languageCode,
  };
}

/** Each digit in an element of its own, so that no voice reads "four hundred thousand". */
function spokenDigits(code: string): string {
  return [...code]
    .map((digit) => `<say-as interpret-as="digits">${digit}</say-as>`)
    .join(`<break time="${PAUSE_BETWEEN_DIGITS}"/>`);
}
