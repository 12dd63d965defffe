/** Codes and numbers as customers type and paste them. */

import { backupCodeIn, sixDigitsIn, withWesternDigits } from '../../../shared/portal/elements/src/code.ts';
import { countryOf, grouped, toE164 } from '../../../shared/portal/elements/src/element/country.ts';
import { countries } from '../../../shared/portal/elements/src/parts/countries.ts';

describe('six digits are found', () => {
  test.each([
    ['alone', '123456'],
    ['parted by a space', ' 123 456 '],
    ['parted by a hyphen', '123-456'],
    [
      'in the sentence that was texted',
      '123456 is your code for Mission Control. It is valid for 10 minutes.',
    ],
    ['after a prefix', 'G-123456'],
    ['in a text for WebOTP', 'Your code\n@portal.example #123456'],
    ['full-width', '１２３４５６'],
    ['Arabic', '١٢٣٤٥٦'],
    ['Persian', '۱۲۳۴۵۶'],
    ['Devanagari', '१२३४५६'],
  ])('%s', (_how, typed) => {
    expect(sixDigitsIn(typed)).toBe('123456');
  });

  test.each(['', 'abcdef', '12345', '1234567', 'call 1234567890'])('but not in “%s”', (typed) => {
    expect(sixDigitsIn(typed)).toBeUndefined();
  });

  test('every digit of every script has its value', () => {
    expect(withWesternDigits('٠٩ ۰۹ ०९ ๐๙ 09')).toBe('09 09 09 09 09');
    expect(withWesternDigits('𝟎𝟡𝟬')).toBe('090');
  });
});

describe('a backup code is found', () => {
  test.each([
    ['as it was shown', 'ABCD-EFGH-JKMN-PQRS'],
    ['in small letters, with spaces', 'abcd efgh jkmn pqrs'],
    ['without anything between', 'ABCDEFGHJKMNPQRS'],
    ['with the dashes that a word processor makes', 'ABCD–EFGH–JKMN–PQRS'],
  ])('%s', (_how, typed) => {
    expect(backupCodeIn(typed)?.replaceAll(/[\s-]/g, '').toUpperCase()).toBe('ABCDEFGHJKMNPQRS');
  });

  test('but not in one that is too short', () => {
    expect(backupCodeIn('ABCD-EFGH-JKMN-PQR')).toBeUndefined();
  });
});

describe('a telephone number', () => {
  const germany = { region: 'DE', callingCode: '49' };

  test('loses the 0 that is dialled within its country, but not where that belongs to it', () => {
    expect(toE164(germany, '015112345678')).toBe('+4915112345678');
    expect(toE164({ region: 'IT', callingCode: '39' }, '0612345678')).toBe('+390612345678');
  });

  test('names its country by the longest calling code', () => {
    expect(countryOf(countries, '15551234567')?.region).toBe('US');
    expect(countryOf(countries, '35312345')?.region).toBe('IE');
    expect(countryOf(countries, '999')).toBeUndefined();
  });

  test('is grouped as it is typed', () => {
    expect(['2', '2025', '202555', '2025550100'].map((digits) => grouped(digits, '1'))).toEqual([
      '2',
      '202 5',
      '202 555',
      '202 555 0100',
    ]);
    expect(grouped('15112345678', '49').replaceAll(' ', '')).toBe('15112345678');
  });

  test('has one of the countries of the world, each once', () => {
    const regions = countries.map(({ region }) => region);
    expect(new Set(regions).size).toBe(regions.length);
    expect(regions.length).toBeGreaterThan(190);
  });
});
