/** Which telephone numbers are understood, which get a code, and what is shown of them. */

import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import type { E164 } from '../../shared/domain/brand.ts';
import { channelsOf, type PhoneNumberRules, parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { maskPhoneNumber } from '../../shared/domain/phone-number-mask.ts';

const sms: PhoneNumberRules = { channel: 'sms', allowedCountries: 'all' };
const call: PhoneNumberRules = { channel: 'call', allowedCountries: 'all' };
const invalid = { ok: false, error: 'invalid_phone_number' };
const notSupported = { ok: false, error: 'phone_number_not_supported' };

describe('one number in any notation', () => {
  test.each([
    '+12025550100',
    '0012025550100',
    '+1 (202) 555-0100',
    '(+1) 202 555 0100',
    '+1.202.555.0100',
    '+1-202-555-0100',
    '+1 202 555–0100',
    '+1\u00a0202\u00a0555\u00a00100',
    'tel:+1-202-555-0100',
    'TEL: +1 202 555 0100',
    ' +1 202 555 0100 ',
  ])('%s', (input) => {
    expect(parsePhoneNumber(input, sms)).toEqual({
      ok: true,
      value: { number: '+12025550100', country: 'US' },
    });
  });

  test('a line in San Marino through Italy’s plan is the one through its own', () => {
    const own = { ok: true, value: { number: '+3780549886377', country: 'SM' } };
    expect(parsePhoneNumber('+378 0549 886377', call)).toEqual(own);
    expect(parsePhoneNumber('+39 0549 886377', call)).toEqual(own);
    expect(parsePhoneNumber('0549 886377', { ...call, defaultCountry: 'IT' })).toEqual(own);
    expect(parsePhoneNumber('+39 0549 886377', { ...call, allowedCountries: ['IT'] })).toEqual(notSupported);
  });

  test('national notation is read in the default country', () => {
    const german = { ...sms, defaultCountry: 'DE' };
    expect(parsePhoneNumber('0151 12345678', german)).toEqual({
      ok: true,
      value: { number: '+4915112345678', country: 'DE' },
    });
    expect(parsePhoneNumber('(202) 555-0100', { ...sms, defaultCountry: 'US' })).toMatchObject({ ok: true });
    expect(parsePhoneNumber('011 49 151 12345678', { ...sms, defaultCountry: 'US' })).toMatchObject({
      value: { number: '+4915112345678' },
    });
    expect(parsePhoneNumber('001 49 151 12345678', { ...sms, defaultCountry: 'HK' })).toMatchObject({
      value: { number: '+4915112345678' },
    });
  });

  test('national notation without a default country is invalid', () => {
    expect(parsePhoneNumber('2025550100', sms)).toEqual(invalid);
    expect(parsePhoneNumber('2025550100', { ...sms, defaultCountry: 'XX' })).toEqual(invalid);
  });

  test('the zero in brackets of "+44 (0)…" is no digit of the number, the zero of Italian numbers is', () => {
    expect(parsePhoneNumber('+44 (0)20 7946 0000', call)).toMatchObject({
      value: { number: '+442079460000' },
    });
    expect(parsePhoneNumber('+39 06 1234 5678', call)).toMatchObject({ value: { number: '+390612345678' } });
  });
});

describe('what is no number', () => {
  test.each([
    ['nothing', ''],
    ['letters', 'abcdefghij'],
    ['letters for digits', '+1 202 CALL NOW'],
    ['a word before a number', 'Kim +12025550100'],
    ['a word after a number', '+12025550100 Kim'],
    ['a short code', '+1555'],
    ['an emergency number', '112'],
    ['a number too long', '+120255501000000'],
    ['an extension', '+12025550100 ext 5'],
    ['an RFC 3966 parameter', 'tel:+12025550100;ext=5'],
    ['full-width digits', '+１２０２５５５０１００'],
    ['a full-width plus', '＋12025550100'],
    ['Arabic-Indic digits', '+١٢٠٢٥٥٥٠١٠٠'],
    ['two plus signs', '++12025550100'],
    ['a plus sign inside', '+1202+5550100'],
    ['a line break and a second number', '+12025550100\n+12025550101'],
    ['an unassigned country code', '+2105550100123'],
    ['a possible number in no range of its plan', '+811234567890'],
    ['ten thousand digits', `+${'1'.repeat(10_000)}`],
  ])('%s', (_what, input) => {
    expect(parsePhoneNumber(input, sms)).toEqual(invalid);
    expect(parsePhoneNumber(input, call)).toEqual(invalid);
  });
});

describe('toll fraud: numbers that must not get a code', () => {
  test.each([
    ['premium rate, North America', '+19005550100'],
    ['pay per call, North America', '+12129765550'],
    ['directory assistance', '+12025551212'],
    ['pay per call, Caribbean', '+18769761234'],
    ['premium rate, France', '+33899123456'],
    ['premium rate, Germany', '+499001234567'],
    ['international premium rate', '+979123456789'],
    ['toll-free', '+18005550100'],
    ['international toll-free', '+80012345678'],
    ['personal number', '+15005550100'],
    ['company-wide number', '+443012345678'],
    ['VoIP, Japan', '+815012345678'],
    ['satellite, Inmarsat', '+870773111632'],
    ['satellite, Globalstar', '+881612345678'],
    ['international network', '+882161234567'],
    ['international network', '+883510012345'],
    ['satellite, Russia', '+79541234567'],
    ['satellite, Indonesia', '+628681234567'],
  ])('%s %s', (_what, input) => {
    expect(parsePhoneNumber(input, sms)).toEqual(notSupported);
    expect(parsePhoneNumber(input, call)).toEqual(notSupported);
  });

  test.each([
    ['mobile', '+79401234567'],
    ['fixed', '+78402261234'],
  ])('%s numbers of Abkhazia, also where Russia is allowed', (_which, input) => {
    for (const rules of [sms, call]) {
      expect(parsePhoneNumber(input, rules)).toEqual(notSupported);
      expect(parsePhoneNumber(input, { ...rules, allowedCountries: ['RU'] })).toEqual(notSupported);
    }
    expect(parsePhoneNumber('+79121234567', { ...sms, allowedCountries: ['RU'] })).toMatchObject({
      ok: true,
    });
  });

  // People live there, so numbers of theirs are as good as any where the operator says so, and only there.
  test.each([
    ['Cuba', 'CU', '+5351234567'],
    ['Somalia', 'SO', '+252612345678'],
    ['the Maldives', 'MV', '+9607712345'],
  ])('mobiles in %s, unless the country is allowed', (_country, country, number) => {
    expect(parsePhoneNumber(number, { ...sms, allowedCountries: ['GB', 'US'] })).toEqual(notSupported);
    expect(parsePhoneNumber(number, { ...sms, allowedCountries: [country] })).toEqual({
      ok: true,
      value: { number, country },
    });
    const textsOnly = { allowedCountries: 'all', calledCountries: ['US'] } as const;
    expect(parsePhoneNumber(number, { ...textsOnly, channel: 'call' })).toEqual(notSupported);
    expect(channelsOf(number as E164, textsOnly)).toEqual(['sms']);
  });

  test('a fixed line gets calls and no texts', () => {
    for (const fixed of ['+33142345678', '+493012345678', '+390612345678', '+4686123456', '+35312345678']) {
      expect(parsePhoneNumber(fixed, sms)).toEqual(notSupported);
      expect(parsePhoneNumber(fixed, call)).toMatchObject({ ok: true, value: { number: fixed } });
    }
  });

  test('a mobile gets both', () => {
    for (const mobile of [
      '+33612345678',
      '+4915112345678',
      '+819012345678',
      '+5511912345678',
      '+46701234567',
    ]) {
      expect(parsePhoneNumber(mobile, sms)).toMatchObject({ ok: true, value: { number: mobile } });
      expect(parsePhoneNumber(mobile, call)).toMatchObject({ ok: true, value: { number: mobile } });
    }
  });

  test('only the allowed countries, told apart inside a shared country code', () => {
    const usOnly = { ...sms, allowedCountries: ['US'] };
    expect(parsePhoneNumber('+12025550100', usOnly)).toMatchObject({ ok: true });
    expect(parsePhoneNumber('+14505550100', usOnly)).toEqual(notSupported);
    expect(parsePhoneNumber('+18764567890', usOnly)).toEqual(notSupported);
    expect(parsePhoneNumber('+4915112345678', usOnly)).toEqual(notSupported);
    expect(parsePhoneNumber('+12025550100', { ...sms, allowedCountries: [] })).toEqual(notSupported);
  });
});

describe('the mask', () => {
  test.each([
    ['+12025550100', '+1 ••• ••• ••00'],
    ['+4915112345678', '+49 ••• ••• ••• 78'],
    ['+33612345678', '+33 ••• ••• •78'],
    ['+35312345678', '+353 ••• ••• 78'],
    ['+77012345678', '+7 ••• ••• ••78'],
    ['+2905678', '+290 ••78'],
  ])('shows of %s the country code and the last two digits', (number, masked) => {
    expect(maskPhoneNumber(number as E164)).toBe(masked);
  });

  test('tells the country code from the number in every country that has one', () => {
    const codes = new Set(getCountries().map((country) => getCountryCallingCode(country)));
    for (const code of codes) {
      expect(maskPhoneNumber(`+${code}1234567` as E164)).toBe(`+${code} ••• ••67`);
    }
  });
});

test('a fixed line takes calls only, a mobile number both', () => {
  const rules = { allowedCountries: 'all' } as const;
  expect(channelsOf('+4915112345678' as E164, rules)).toEqual(['sms', 'call']);
  expect(channelsOf('+493012345678' as E164, rules)).toEqual(['call']);
});

test('a country that is not called gets texts, and its fixed lines nothing', () => {
  const rules = { allowedCountries: ['DE', 'US'], calledCountries: ['US'] };
  expect(channelsOf('+4915112345678' as E164, rules)).toEqual(['sms']);
  expect(channelsOf('+493012345678' as E164, rules)).toEqual([]);
  expect(channelsOf('+12025550123' as E164, rules)).toEqual(['sms', 'call']);
  expect(channelsOf('+12025550123' as E164, { ...rules, allowedCountries: ['DE'] })).toEqual([]);
});
