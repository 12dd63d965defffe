/** What of the elements is loaded on demand from the API: the countries, and a language each. */

export const ELEMENT_PARTS = [
  'countries',
  'ar',
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'hi',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'sv',
  'tr',
  'zh',
] as const;

export type ElementPart = (typeof ELEMENT_PARTS)[number];
