/** All languages at once, for what has to tell one from the others. */

import type { Language } from '../../../shared/wording/language.ts';
import { loadLanguage } from '../../../shared/wording/languages.ts';
import { LOCALES, type Locale } from '../../../shared/wording/locale.ts';

export const LANGUAGES: ReadonlyMap<Locale, Language> = new Map(
  await Promise.all(LOCALES.map(async (locale) => [locale, await loadLanguage(locale)] as const)),
);

export function languageOf(locale: Locale): Language {
  const language = LANGUAGES.get(locale);
  if (language === undefined) throw new RangeError(`There is no language ${locale}`);
  return language;
}
