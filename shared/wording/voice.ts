/** The Amazon Polly voice for each language. */

import type { Locale } from './locale.ts';

export interface Voice {
  /** Polly's voice id, which Connect takes as `TextToSpeechVoice`. */
  readonly id: string;
  /** Connect's `TextToSpeechEngine`. Neural sounds better; Arabic as written everywhere has only standard. */
  readonly engine: 'Neural' | 'Standard';
  /** Polly's language code. */
  readonly languageCode: string;
}

/** Source: "Available voices" of the Amazon Polly Developer Guide. */
export const VOICES: Readonly<Record<Locale, Voice>> = {
  // The Gulf's Hala is neural, but this text is Modern Standard Arabic, which Zeina speaks.
  ar: { id: 'Zeina', engine: 'Standard', languageCode: 'arb' },
  da: { id: 'Sofie', engine: 'Neural', languageCode: 'da-DK' },
  de: { id: 'Vicki', engine: 'Neural', languageCode: 'de-DE' },
  en: { id: 'Joanna', engine: 'Neural', languageCode: 'en-US' },
  es: { id: 'Lucia', engine: 'Neural', languageCode: 'es-ES' },
  fi: { id: 'Suvi', engine: 'Neural', languageCode: 'fi-FI' },
  fr: { id: 'Lea', engine: 'Neural', languageCode: 'fr-FR' },
  hi: { id: 'Kajal', engine: 'Neural', languageCode: 'hi-IN' },
  it: { id: 'Bianca', engine: 'Neural', languageCode: 'it-IT' },
  ja: { id: 'Kazuha', engine: 'Neural', languageCode: 'ja-JP' },
  ko: { id: 'Seoyeon', engine: 'Neural', languageCode: 'ko-KR' },
  nb: { id: 'Ida', engine: 'Neural', languageCode: 'nb-NO' },
  nl: { id: 'Laura', engine: 'Neural', languageCode: 'nl-NL' },
  pl: { id: 'Ola', engine: 'Neural', languageCode: 'pl-PL' },
  pt: { id: 'Camila', engine: 'Neural', languageCode: 'pt-BR' },
  sv: { id: 'Elin', engine: 'Neural', languageCode: 'sv-SE' },
  tr: { id: 'Burcu', engine: 'Neural', languageCode: 'tr-TR' },
  zh: { id: 'Zhiyu', engine: 'Neural', languageCode: 'cmn-CN' },
};
