/** Which language a customer gets: the one that was asked for, and never a fault of the request. */

import { pickLocale } from '../../../shared/wording/locale.ts';

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
