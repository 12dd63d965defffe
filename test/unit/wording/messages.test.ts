/** Texts and calls in every language: right, short enough, and free of what a settings file could smuggle in. */

import { callAttributes, callScript } from '../../../shared/wording/call.ts';
import { CALLS } from '../../../shared/wording/call-catalogue.ts';
import { measureSms } from '../../../shared/wording/gsm7.ts';
import { LOCALES, pickLocale } from '../../../shared/wording/locale.ts';
import { renderText } from '../../../shared/wording/text.ts';
import { VOICES } from '../../../shared/wording/voice.ts';

const code = '048151';
const brand = 'Example Portal';
const webOtpDomain = 'portal.example';
const text = (input: Partial<Parameters<typeof renderText>[0]> = {}) =>
  renderText({ locale: 'en', code, brand, minutes: 10, ...input });

describe('the language', () => {
  test.each([
    ['the requested one', { requested: 'de' }, 'de'],
    ['the requested one before the header', { requested: 'de', acceptLanguage: 'fr' }, 'de'],
    ['a region is cut off', { requested: 'pt-BR' }, 'pt'],
    ['a script and region are cut off', { requested: 'zh-Hant-TW' }, 'zh'],
    ['case and underscore do not matter', { requested: 'PT_br' }, 'pt'],
    ['Norwegian by its old tag', { requested: 'no' }, 'nb'],
    ['Nynorsk readers get Bokmål', { acceptLanguage: 'nn-NO' }, 'nb'],
    ['an unknown one falls through to the header', { requested: 'xx', acceptLanguage: 'it' }, 'it'],
    ['the heaviest of the header', { acceptLanguage: 'fr;q=0.5, de;q=0.9, en;q=0.8' }, 'de'],
    ['no weight is full weight', { acceptLanguage: 'fr;q=0.9, sv' }, 'sv'],
    ['equal weights in their order', { acceptLanguage: 'ja, ko' }, 'ja'],
    ['weight 0 is never taken', { acceptLanguage: 'fr;q=0, *' }, 'en'],
    ['a star alone is the default', { acceptLanguage: '*' }, 'en'],
    ['an exact wish is not widened to another language', { acceptLanguage: 'eng' }, 'en'],
    ['nothing', {}, 'en'],
  ])('%s', (_what, wishes, expected) => {
    expect(pickLocale({ ...wishes, fallback: 'en' })).toBe(expected);
  });

  test.each(['', ',,,', ';q=1', 'de;q=9', 'de;q=-1', '\u0000', '__proto__', 'constructor', '-'.repeat(99)])(
    'junk %j is passed over',
    (junk) => {
      expect(pickLocale({ requested: junk, acceptLanguage: junk, fallback: 'sv' })).toBe('sv');
    },
  );

  test('a header of a megabyte is passed over, and not by trying every way to read it', () => {
    const before = performance.now();
    expect(pickLocale({ acceptLanguage: 'x-'.repeat(500_000), fallback: 'sv' })).toBe('sv');
    // Backtracking would take minutes.
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

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
  test('has code, brand and minutes, and ends with the WebOTP line', () => {
    expect(text({ webOtpDomain }).text).toBe(
      '048151 is your Example Portal code. It expires in 10 minutes. Do not share it with anyone.\n' +
        '@portal.example #048151',
    );
  });

  test('counts minutes as its language does', () => {
    const minutes = (locale: 'en' | 'pl' | 'ar', n: number): string => text({ locale, minutes: n }).text;
    expect(minutes('en', 1)).toContain('in 1 minute.');
    expect(minutes('en', 5)).toContain('in 5 minutes.');
    expect([1, 2, 5, 22].map((n) => /\d+ minut\w*/.exec(minutes('pl', n))?.[0])).toEqual([
      '1 minuta',
      '2 minuty',
      '5 minut',
      '22 minuty',
    ]);
    expect(minutes('ar', 1)).toContain('دقيقة واحدة');
    expect(minutes('ar', 2)).toContain('دقيقتين');
    expect(minutes('ar', 10)).toContain('10 دقائق');
    expect(minutes('ar', 15)).toContain('15 دقيقة');
  });

  test('drops the WebOTP line before anything else', () => {
    const { text: message, units } = text({ webOtpDomain: `${'a'.repeat(60)}.example` });
    expect(message).toContain('Do not share');
    expect(message).not.toContain('@');
    expect(units).toBeLessThanOrEqual(160);
  });

  test('a brand that forces UCS-2 leaves only the code and itself', () => {
    expect(text({ brand: 'Łódź Portal' })).toEqual({
      text: '048151 is your Łódź Portal code.',
      encoding: 'UCS-2',
      units: 32,
      segments: 1,
    });
  });

  test('a long brand is cut after a word', () => {
    const long = 'The Very Long Winded Company of Great Renown and Fame';
    expect(text({ brand: long }).text).toContain('your The Very Long Winded Company of Great code');
  });

  test('a brand is never cut inside an emoji', () => {
    const family = '👨‍👩‍👧';
    expect(() => text({ brand: family.repeat(30) })).toThrow(RangeError); // joined by format characters
    expect(text({ brand: '🔑'.repeat(60) }).text).toMatch(/^048151 is your (?:🔑)+ code\.$/u);
  });

  test.each([['\n'], ['a\nb'], ['a\u0007b'], ['a\u202eb'], ['a\u2028b'], ['   ']])(
    'brand %j is refused, it could fake a line',
    (bad) => {
      expect(() => text({ brand: bad })).toThrow(RangeError);
      expect(() => callScript({ locale: 'en', code, brand: bad })).toThrow(RangeError);
    },
  );

  test('a brand with replacement patterns stays as it is', () => {
    expect(text({ brand: '$& {code}' }).text).toContain('your $& {code} code');
    expect(callScript({ locale: 'en', code, brand: '$&' }).greeting).toContain('This is $&.');
  });
});

describe.each(LOCALES)('%s', (locale) => {
  test.each([1, 2, 5, 10, 59])(
    'fits one segment at %i minutes, with and without the WebOTP line',
    (minutes) => {
      for (const domain of [undefined, webOtpDomain]) {
        const rendered = text({ locale, minutes, webOtpDomain: domain });
        const limit = rendered.encoding === 'GSM-7' ? 160 : 70;
        expect(rendered.units).toBeLessThanOrEqual(limit);
        expect(measureSms(rendered.text)).toEqual({ encoding: rendered.encoding, units: rendered.units });
        expect(rendered.text).toContain(code);
        expect(rendered.text).toContain(brand);
        expect(rendered.text).toContain(String(minutes === 1 || minutes === 2 ? '' : minutes));
        expect(rendered.text).not.toMatch(/[{}]/);
      }
    },
  );

  test('fits one segment with the longest brand', () => {
    expect(text({ locale, brand: 'W'.repeat(200), webOtpDomain }).segments).toBe(1);
    expect(text({ locale, brand: '門'.repeat(200), webOtpDomain }).segments).toBe(1);
  });

  test('says the code digit by digit, and no other digit', () => {
    const script = callScript({ locale, code, brand });
    const spoken = script.digits.replace(/<break[^>]*>/g, ' ').replace(/<[^>]*>/g, '');
    expect(spoken).toBe('0 4 8 1 5 1');
    expect(script.greeting).toContain(brand);
    const lines = Object.values(CALLS[locale]);
    expect(lines.join(' ')).not.toMatch(/\p{Nd}/u);
    expect(new Set(lines).size).toBe(7);
    expect(Buffer.byteLength(JSON.stringify(callAttributes(script)))).toBeLessThan(32_768);
  });

  test('has a voice of its own', () => {
    expect(Object.values(VOICES).filter(({ id }) => id === VOICES[locale].id)).toHaveLength(1);
  });
});

test('a code that is no digits is no call', () => {
  expect(() => callScript({ locale: 'en', code: '<speak>', brand })).toThrow(RangeError);
});

test('the table of every language', () => {
  const rows = LOCALES.map((locale) => {
    const { text: message, encoding, units, segments } = text({ locale, webOtpDomain });
    const call = callScript({ locale, code, brand });
    const spoken = [call.greeting, call.pressKey, call.codeIntro, '0 4 8 1 5 1', call.again, '0 4 8 1 5 1'];
    return [
      `${locale}  text: ${JSON.stringify(message)}`,
      `    ${[...message].length} characters, ${units} units, ${encoding}, ${segments} segment`,
      `    call: ${call.voice} (${call.languageCode}, ${call.engine}): ` +
        [...spoken, call.repeat, call.noKey, call.goodbye].join(' | '),
    ].join('\n');
  });
  process.stdout.write(`\n${rows.join('\n')}\n`);
  expect(rows).toHaveLength(LOCALES.length);
  expect(LOCALES.length).toBeGreaterThanOrEqual(12);
});
