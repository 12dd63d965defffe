/** The operator's name as it appears in texts and is spoken in calls. */

/** Longer names than this are cut even where they would fit, so that the code stays the point of the text. */
export const MAX_BRAND_LENGTH = 40;

/**
 * Line and paragraph breaks, control characters and bidirectional overrides: in a text they could fake a
 * WebOTP line or turn the code around.
 */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Checks a brand and returns it trimmed.
 *
 * @throws {RangeError} if it is empty or has a character that may not appear; a fault of the settings.
 */
export function checkBrand(brand: string): string {
  const trimmed = brand.trim();
  if (trimmed === '') throw new RangeError('The brand is empty');
  if (FORBIDDEN.test(trimmed)) throw new RangeError('The brand has a control character');
  return trimmed;
}

/**
 * The brand, if need be cut to `length` characters: after a whole word where one is left, never inside a
 * character that is written with several code points.
 */
export function shortenBrand(brand: string, length: number): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(brand)];
  if (characters.length <= length) return brand;
  const cut = characters.slice(0, length).map(({ segment }) => segment);
  const isWordEnd = characters[length]?.segment === ' ';
  const lastSpace = cut.lastIndexOf(' ');
  const whole = isWordEnd || lastSpace <= 0 ? cut : cut.slice(0, lastSpace);
  return whole.join('').trimEnd();
}
