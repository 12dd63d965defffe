/** Words the call that carries a code, as the attributes that the contact flow speaks. */

import { checkBrand, MAX_BRAND_LENGTH, shortenBrand } from './brand.ts';
import { CALLS, type CallLines } from './call-catalogue.ts';
import type { Locale } from './locale.ts';
import { escapeMarkup } from './markup.ts';
import { fill } from './template.ts';
import { VOICES } from './voice.ts';

export interface CallInput {
  readonly locale: Locale;
  /** ASCII digits. */
  readonly code: string;
  /** The operator's name; see `checkBrand`. */
  readonly brand: string;
}

/** Everything the contact flow needs to know; it holds no translation itself. */
export interface CallScript extends CallLines {
  /** Amazon Polly voice id. */
  readonly voice: string;
  /** Polly engine as Connect names it. */
  readonly engine: string;
  /** Polly language code, e.g. `en-US`, `cmn-CN`. */
  readonly languageCode: string;
  /** SSML: the code's digits one by one. Must not outlive the call, see the contact flow. */
  readonly digits: string;
}

/** Long enough to write a digit down, short enough not to be taken for the end. */
const PAUSE_BETWEEN_DIGITS = '700ms';

/**
 * Renders the call. The lines that go into SSML (`codeIntro`, `digits`, `again`) are SSML already, all others
 * are plain text.
 *
 * @throws {RangeError} for a brand that may not be spoken, or a code of anything but ASCII digits.
 */
export function callScript({ locale, code, brand }: CallInput): CallScript {
  if (!/^[0-9]+$/.test(code)) throw new RangeError('The code is not made of digits');
  const { id, engine, languageCode } = VOICES[locale];
  const lines = CALLS[locale];
  const name = shortenBrand(checkBrand(brand), MAX_BRAND_LENGTH);
  return {
    ...lines,
    greeting: fill(lines.greeting, { brand: name }),
    codeIntro: escapeMarkup(lines.codeIntro),
    again: escapeMarkup(lines.again),
    digits: spokenDigits(code),
    voice: id,
    engine,
    languageCode,
  };
}

/** Each digit in an element of its own, so that no voice reads "four hundred thousand". */
function spokenDigits(code: string): string {
  return [...code]
    .map((digit) => `<say-as interpret-as="digits">${digit}</say-as>`)
    .join(`<break time="${PAUSE_BETWEEN_DIGITS}"/>`);
}

/** The script as contact attributes, which are strings by name. */
export function callAttributes(script: CallScript): Readonly<Record<string, string>> {
  return { ...script };
}
