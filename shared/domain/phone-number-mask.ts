/** Shows enough of a telephone number for its owner to know it, and no more. */

import type { E164 } from './brand.ts';

/**
 * Country calling codes of one and two digits (ITU-T E.164, list of assigned codes); all others have three.
 * Kept here, and not taken from libphonenumber, so that showing a number doesn't load 190 kB of metadata.
 */
const COUNTRY_CODE = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

const DOT = '•';

/**
 * Masks a number for display: country code and last two digits, e.g. `+1 ••• ••• ••00`. The number of dots
 * is that of the hidden digits. Used wherever a number leaves the service.
 */
export function maskPhoneNumber(number: E164): string {
  const countryCode = COUNTRY_CODE.exec(number)?.[0] ?? '+';
  const national = number.slice(countryCode.length);
  const masked = DOT.repeat(Math.max(0, national.length - 2)) + national.slice(-2);
  // Groups of three; a digit left over joins the last group, so the visible two are never torn apart.
  const groups = masked.match(/.{3}(?=.{2})|.{4}$|.{1,3}/gu) ?? [];
  return [countryCode, ...groups].join(' ');
}
