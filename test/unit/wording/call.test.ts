/** Calls in every language: the code digit by digit, and nothing that could be taken for a part of it. */

import { callAttributes } from '../../../shared/wording/call.ts';
import { LOCALES } from '../../../shared/wording/locale.ts';
import { LANGUAGES } from '../../local/emulator/languages.ts';

const code = '048151';
const brand = 'Example Portal';

describe.each(LOCALES)('a call in %s', (locale) => {
  test('says who calls, and the code digit by digit', async () => {
    const { greeting, digits } = await callAttributes({ locale, code, brand });

    expect(greeting).toContain(brand);
    expect(digits.replace(/<break[^>]*>/g, ' ').replace(/<[^>]*>/g, '')).toBe('0 4 8 1 5 1');
  });

  test('has seven lines that differ, without a digit that is not of the code', async () => {
    const attributes = await callAttributes({ locale, code, brand });

    const { digits, voice, engine, languageCode, ...lines } = attributes;
    expect(new Set(Object.values(lines)).size).toBe(7);
    expect(Object.values(lines).join(' ')).not.toMatch(/\p{Nd}|[{}]/u);
  });

  test('is within what Connect takes', async () => {
    const attributes = await callAttributes({ locale, code, brand: '門'.repeat(200) });

    expect(Buffer.byteLength(JSON.stringify(attributes))).toBeLessThan(32_768);
  });
});

test('each language has a voice of its own', () => {
  const voices = [...LANGUAGES.values()].map(({ codes }) => codes.call.voice.id);

  expect(new Set(voices).size).toBe(LOCALES.length);
});

test('a brand with replacement patterns is spoken as it is', async () => {
  const { greeting } = await callAttributes({ locale: 'en', code, brand: '$& {brand}' });

  expect(greeting).toContain('This is $& {brand}.');
});

test.each(['\n', 'a\nb', 'a\u202eb', '   '])('brand %j is refused, as in a text', async (bad) => {
  await expect(callAttributes({ locale: 'en', code, brand: bad })).rejects.toThrow(RangeError);
});

test.each(['<speak>', '', '１２３'])('a code of no digits, %j, is no call', async (bad) => {
  await expect(callAttributes({ locale: 'en', code: bad, brand })).rejects.toThrow(RangeError);
});
