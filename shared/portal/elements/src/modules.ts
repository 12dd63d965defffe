/** Makes modules beside this one the source of parts, for a bundler to part. Imported before what defines elements. */

import type { Messages } from './parts/languages/en.ts';
import { usePartsOf } from './parts.ts';

type Language = () => Promise<{ readonly messages: Messages }>;

const LANGUAGES: Readonly<Record<string, Language>> = {
  ar: () => import('./parts/languages/ar.ts'),
  da: () => import('./parts/languages/da.ts'),
  de: () => import('./parts/languages/de.ts'),
  en: () => import('./parts/languages/en.ts'),
  es: () => import('./parts/languages/es.ts'),
  fi: () => import('./parts/languages/fi.ts'),
  fr: () => import('./parts/languages/fr.ts'),
  hi: () => import('./parts/languages/hi.ts'),
  it: () => import('./parts/languages/it.ts'),
  ja: () => import('./parts/languages/ja.ts'),
  ko: () => import('./parts/languages/ko.ts'),
  nb: () => import('./parts/languages/nb.ts'),
  nl: () => import('./parts/languages/nl.ts'),
  pl: () => import('./parts/languages/pl.ts'),
  pt: () => import('./parts/languages/pt.ts'),
  sv: () => import('./parts/languages/sv.ts'),
  tr: () => import('./parts/languages/tr.ts'),
  zh: () => import('./parts/languages/zh.ts'),
};

usePartsOf({
  language: async (tag) => (Object.hasOwn(LANGUAGES, tag) ? (await LANGUAGES[tag]?.())?.messages : undefined),
  countries: async () => (await import('./parts/countries.ts')).countries,
});
