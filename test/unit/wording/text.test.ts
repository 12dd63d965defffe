/** Texts in every language: right, in one segment, and free of what a settings file could smuggle in. */

import { fitsOneSegment, measureSms } from '../../../shared/wording/gsm7.ts';
import { LOCALES } from '../../../shared/wording/locale.ts';
import { renderText } from '../../../shared/wording/text.ts';

const code = '048151';
const brand = 'Example Portal';
const webOtpDomain = 'portal.example';
const render = (input: Partial<Parameters<typeof renderText>[0]> = {}) =>
  renderText({ locale: 'en', code, brand, minutes: 10, ...input });

describe('the size of a text', () => {
  test.each([
    ['hello', 'GSM-7', 5],
    ['£è@\n', 'GSM-7', 4],
    ['{€}', 'GSM-7', 6],
    ['código', 'UCS-2', 6],
    ['验证码', 'UCS-2', 3],
    ['🔑', 'UCS-2', 2],
  ])('%j is %s, %i units', (sample, encoding, units) => {
    expect(measureSms(sample)).toEqual({ encoding, units });
  });
});

describe('a text', () => {
  test('has code, brand and minutes, and ends with the WebOTP line', async () => {
    const { text } = await render({ webOtpDomain });

    expect(text).toBe(
      '048151 is your Example Portal code. It expires in 10 minutes. Do not share it with anyone.\n' +
        '@portal.example #048151',
    );
  });

  test.each([
    ['en', 1, 'in 1 minute.'],
    ['en', 5, 'in 5 minutes.'],
    ['pl', 1, '1 minuta.'],
    ['pl', 2, '2 minuty.'],
    ['pl', 5, '5 minut.'],
    ['pl', 22, '22 minuty.'],
    ['ar', 1, 'دقيقة واحدة'],
    ['ar', 2, 'دقيقتين'],
    ['ar', 10, '10 دقائق'],
    ['ar', 15, '15 دقيقة'],
  ] as const)('counts minutes as its language does: %s, %i', async (locale, minutes, expected) => {
    const { text } = await render({ locale, minutes });

    expect(text).toContain(expected);
  });

  test('drops the WebOTP line before anything else', async () => {
    const { text, units } = await render({ webOtpDomain: `${'a'.repeat(60)}.example` });

    expect(text).toContain('Do not share');
    expect(text).not.toContain('@');
    expect(units).toBeLessThanOrEqual(160);
  });

  test('a brand that forces UCS-2 leaves only the code and itself', async () => {
    expect(await render({ brand: 'Łódź Portal' })).toEqual({
      text: '048151 is your Łódź Portal code.',
      encoding: 'UCS-2',
      units: 32,
    });
  });

  test('a long brand is cut after a word', async () => {
    const { text } = await render({ brand: 'The Very Long Winded Company of Great Renown and Fame' });

    expect(text).toContain('your The Very Long Winded Company of Great code');
  });

  test('a brand is never cut inside an emoji', async () => {
    const { text } = await render({ brand: '🔑'.repeat(60) });

    expect(text).toMatch(/^048151 is your (?:🔑)+ code\.$/u);
  });

  test.each([
    '\n',
    'a\nb',
    'a\u0007b',
    'a\u202eb',
    'a\u2028b',
    '   ',
    '👨\u200d👩\u200d👧', // joined by format characters
  ])('brand %j is refused, it could fake a line', async (bad) => {
    await expect(render({ brand: bad })).rejects.toThrow(RangeError);
  });

  test('a brand with the name of a value stays as it is', async () => {
    const { text } = await render({ brand: '$& {code}' });

    expect(text).toContain('your $& {code} code');
  });
});

describe.each(LOCALES)('a text in %s', (locale) => {
  test.each([1, 2, 5, 10, 59])(
    'fits one segment at %i minutes, with and without the WebOTP line',
    async (minutes) => {
      for (const domain of [undefined, webOtpDomain]) {
        const { text, ...size } = await render({ locale, minutes, webOtpDomain: domain });

        expect(fitsOneSegment(size)).toBe(true);
        expect(measureSms(text)).toEqual(size);
        expect(text).toContain(code);
        expect(text).toContain(brand);
        expect(text).toContain(minutes <= 2 ? '' : String(minutes));
        expect(text).not.toMatch(/[{}]/);
      }
    },
  );

  test.each(['W', '門'])('fits one segment with the longest brand of %s', async (letter) => {
    const { text, ...size } = await render({ locale, brand: letter.repeat(200), webOtpDomain });

    expect(text).toContain(code);
    expect(fitsOneSegment(size)).toBe(true);
  });
});
