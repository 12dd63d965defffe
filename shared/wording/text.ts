/** Words the text that carries a code, always within one SMS segment. */

import { checkBrand, MAX_BRAND_LENGTH, shortenBrand } from './brand.ts';
import { fitsOneSegment, measureSms, type SmsSize } from './gsm7.ts';
import type { PluralForms, TextWording } from './language.ts';
import { loadLanguage } from './languages.ts';
import type { Locale } from './locale.ts';
import { fill } from './template.ts';

export interface TextInput {
  readonly locale: Locale;
  /** ASCII digits. */
  readonly code: string;
  /** How long the code lives; whole minutes, at least 1. */
  readonly minutes: number;
  /** The operator's name; see `checkBrand`. */
  readonly brand: string;
  /** Host name of the portal, ASCII, for browsers to fill the code in by themselves. Default: no such line. */
  readonly webOtpDomain?: string | undefined;
}

/** Its size is within one segment: more would cost more and may arrive torn apart. */
export interface RenderedText extends SmsSize {
  readonly text: string;
}

/**
 * Renders the text with the code.
 *
 * What doesn't fit one segment goes in this order: the WebOTP line, the sentences beside the code, the end
 * of the brand. The WebOTP line is the last one and has the form `@host #code`, as the
 * origin-bound one-time code format asks (https://wicg.github.io/sms-one-time-codes/).
 *
 * @throws {RangeError} for a brand that may not appear in a text.
 */
export async function renderText(input: TextInput): Promise<RenderedText> {
  const brand = shortenBrand(checkBrand(input.brand), MAX_BRAND_LENGTH);
  const { codes } = await loadLanguage(input.locale);
  for (const text of candidates(input, codes.sms, brand)) {
    const size = measureSms(text);
    if (fitsOneSegment(size)) return { text, ...size };
  }
  throw new RangeError('No text with this code and brand fits one segment');
}

function* candidates(input: TextInput, { full, brief, minutes: forms }: TextWording, brand: string) {
  const { code, webOtpDomain } = input;
  const minutes = plural(input.locale, forms, input.minutes);
  const say = (template: string, name: string): string => fill(template, { code, brand: name, minutes });

  const message = say(full, brand);
  if (webOtpDomain !== undefined) yield `${message}\n@${webOtpDomain} #${code}`;
  yield message;
  for (let length = MAX_BRAND_LENGTH; length > 0; length -= 1) yield say(brief, shortenBrand(brand, length));
}

/** The form of the noun that goes with `count` (Unicode CLDR plural rules). */
function plural(locale: Locale, forms: PluralForms, count: number): string {
  const category = new Intl.PluralRules(locale).select(count);
  return fill(forms[category] ?? forms.other, { n: String(count) });
}
