/** The languages there are: every file is one that can be asked for, and the other way round. */

import { readdirSync } from 'node:fs';
import { loadLanguage } from '../../../shared/wording/languages.ts';
import { LOCALES, type Locale } from '../../../shared/wording/locale.ts';
import { LANGUAGES, languageOf } from '../../local/emulator/languages.ts';

const FOLDER = new URL('../../../shared/wording/languages/', import.meta.url);

test('every file is in the registry, and every language in a file', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(LOCALES.map((locale) => `${locale}.ts`).toSorted());
});

test.each(LOCALES)('%s loads the file of its name', async (locale) => {
  const { language } = await import(new URL(`${locale}.ts`, FOLDER).href);

  expect(await loadLanguage(locale)).toBe(language);
});

test('no two languages are the same', () => {
  const whole = [...LANGUAGES.values()].map((language) => JSON.stringify(language));

  expect(new Set(whole).size).toBe(LOCALES.length);
});

test.each(LOCALES.filter((locale) => locale !== 'en'))('nothing in %s was left in English', (locale) => {
  // Three words or more: `{n} minutes` is French as well.
  const wordsOf = (of: Locale) =>
    JSON.stringify(languageOf(of))
      .split('"')
      .filter((words) => /\S \S+ \S/.test(words));

  const english = new Set(wordsOf('en'));
  expect(wordsOf(locale).filter((words) => english.has(words))).toEqual([]);
});
