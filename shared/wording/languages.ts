/**
 * The languages there are. A new one is a file, a line here, and its tag in `LOCALES`; the compiler asks for
 * what is missing.
 */

import type { Language } from './language.ts';
import type { Locale } from './locale.ts';

/** Each loads on demand, so that the start of a function reads none, and a message the one that it needs. */
const LANGUAGES: Readonly<Record<Locale, () => Promise<{ readonly language: Language }>>> = {
  ar: () => import('./languages/ar.ts'),
  da: () => import('./languages/da.ts'),
  de: () => import('./languages/de.ts'),
  en: () => import('./languages/en.ts'),
  es: () => import('./languages/es.ts'),
  fi: () => import('./languages/fi.ts'),
  fr: () => import('./languages/fr.ts'),
  hi: () => import('./languages/hi.ts'),
  it: () => import('./languages/it.ts'),
  ja: () => import('./languages/ja.ts'),
  ko: () => import('./languages/ko.ts'),
  nb: () => import('./languages/nb.ts'),
  nl: () => import('./languages/nl.ts'),
  pl: () => import('./languages/pl.ts'),
  pt: () => import('./languages/pt.ts'),
  sv: () => import('./languages/sv.ts'),
  tr: () => import('./languages/tr.ts'),
  zh: () => import('./languages/zh.ts'),
};

export async function loadLanguage(locale: Locale): Promise<Language> {
  const { language } = await LANGUAGES[locale]();
  return language;
}
