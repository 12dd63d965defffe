/** Codes as people type and paste them, brought to what the service takes. */

/** The value of any script's decimal digit: its distance from the zero of its block. */
const digitValue = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
};

/** Digits of any script, full-width ones too, as Western ones; the rest stays as it is. */
export const withWesternDigits = (text: string): string =>
  text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, digitValue);

/** Six digits that stand alone, alone or in a sentence; spaces and hyphens may part them. */
const SIX_DIGITS = /(?<!\d)\d(?:[\s-]?\d){5}(?!\d)/;

/** The six digits in what was typed or pasted, e.g. "123456 is your code", or undefined. */
export const sixDigitsIn = (text: string): string | undefined =>
  SIX_DIGITS.exec(withWesternDigits(text))?.[0].replace(/\D/g, '');

/** Letters that are none in Crockford's base32 stay: the service reads O as 0, and I and L as 1. */
const BACKUP_CODE = /(?<![0-9A-Z])[0-9A-Z]{4}(?:[\s-]*[0-9A-Z]{4}){3}(?![0-9A-Z])/i;

/** The backup code in what was typed or pasted, or undefined. */
export const backupCodeIn = (text: string): string | undefined =>
  BACKUP_CODE.exec(withWesternDigits(text).replace(/[\u2010-\u2015\u2212]/g, '-'))?.[0];
