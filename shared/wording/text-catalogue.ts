/** What a text says in each language. */

import type { Locale } from './locale.ts';

/** Forms of a counted noun by CLDR plural category; a category without a form of its own takes `other`. */
export type PluralForms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface TextTemplates {
  /** `{code}`, `{brand}` and `{minutes}`, the last replaced by one of the forms below. */
  readonly full: string;
  /** For a brand that forces UCS-2, so 70 units, on a language that otherwise fits GSM-7. `{code}`, `{brand}`. */
  readonly brief: string;
  /** `{n}` is the number, in Western digits. */
  readonly minutes: PluralForms;
}

/**
 * Languages of the Latin script are worded to need no letter outside GSM-7 (no ó, ç, ã, ş …), which leaves
 * them 160 units instead of 70.
 */
export const TEXTS: Readonly<Record<Locale, TextTemplates>> = {
  ar: {
    full: '{code} هو رمز {brand}. صالح لمدة {minutes}. لا تشاركه مع أحد.',
    brief: '{code} هو رمز {brand}.',
    minutes: {
      one: 'دقيقة واحدة',
      two: 'دقيقتين',
      few: '{n} دقائق',
      other: '{n} دقيقة',
    },
  },
  da: {
    full: '{code} er din kode til {brand}. Den udløber om {minutes}. Del den ikke med nogen.',
    brief: '{code} er din kode til {brand}.',
    minutes: { one: '{n} minut', other: '{n} minutter' },
  },
  de: {
    full: '{code} ist Ihr Code für {brand}. Er gilt {minutes}. Geben Sie ihn an niemanden weiter.',
    brief: '{code} ist Ihr Code für {brand}.',
    minutes: { one: '{n} Minute', other: '{n} Minuten' },
  },
  en: {
    full: '{code} is your {brand} code. It expires in {minutes}. Do not share it with anyone.',
    brief: '{code} is your {brand} code.',
    minutes: { one: '{n} minute', other: '{n} minutes' },
  },
  es: {
    full: '{code} es su clave de {brand}. Caduca en {minutes}. No la comparta con nadie.',
    brief: '{code} es su clave de {brand}.',
    minutes: { one: '{n} minuto', other: '{n} minutos' },
  },
  fi: {
    full: '{code} on koodisi palveluun {brand}. Se vanhenee {minutes} kuluttua. Älä kerro sitä kenellekään.',
    brief: '{code} on koodisi: {brand}.',
    minutes: { other: '{n} minuutin' },
  },
  fr: {
    full: '{code} est votre code {brand}. Il expire dans {minutes}. Ne le communiquez à personne.',
    brief: '{code} est votre code {brand}.',
    minutes: { one: '{n} minute', other: '{n} minutes' },
  },
  hi: {
    full: '{code} आपका {brand} कोड है। {minutes} तक मान्य। किसी को न बताएँ।',
    brief: '{code} आपका {brand} कोड है।',
    minutes: { other: '{n} मिनट' },
  },
  it: {
    full: '{code} è il codice per {brand}. Scade tra {minutes}. Non comunicarlo a nessuno.',
    brief: '{code} è il codice per {brand}.',
    minutes: { one: '{n} minuto', other: '{n} minuti' },
  },
  ja: {
    full: '{brand}の確認コードは{code}です。有効期限は{minutes}です。他人に教えないでください。',
    brief: '{brand}の確認コード: {code}',
    minutes: { other: '{n}分' },
  },
  ko: {
    full: '{brand} 인증번호는 {code}입니다. {minutes} 동안 유효합니다. 타인에게 알려주지 마세요.',
    brief: '{brand} 인증번호: {code}',
    minutes: { other: '{n}분' },
  },
  nb: {
    full: '{code} er koden din til {brand}. Den utløper om {minutes}. Ikke del den med noen.',
    brief: '{code} er koden din til {brand}.',
    minutes: { one: '{n} minutt', other: '{n} minutter' },
  },
  nl: {
    full: '{code} is uw code voor {brand}. De code verloopt over {minutes}. Deel de code met niemand.',
    brief: '{code} is uw code voor {brand}.',
    minutes: { one: '{n} minuut', other: '{n} minuten' },
  },
  pl: {
    full: '{code} to kod do {brand}. Limit czasu: {minutes}. Nie podawaj go nikomu.',
    brief: '{code} to kod do {brand}.',
    minutes: { one: '{n} minuta', few: '{n} minuty', other: '{n} minut' },
  },
  pt: {
    full: '{code} é a sua senha de acesso a {brand}. Expira em {minutes}. Nunca a informe a ninguém.',
    brief: '{code} é a sua senha: {brand}.',
    minutes: { one: '{n} minuto', other: '{n} minutos' },
  },
  sv: {
    full: '{code} är din kod till {brand}. Den slutar gälla om {minutes}. Dela den inte med någon.',
    brief: '{code} är din kod till {brand}.',
    minutes: { one: '{n} minut', other: '{n} minuter' },
  },
  tr: {
    full: '{brand} kodunuz: {code}. Kalan süre: {minutes}. Kodu kimseye vermeyin.',
    brief: '{brand} kodunuz: {code}',
    minutes: { other: '{n} dakika' },
  },
  zh: {
    full: '您的{brand}验证码是{code}，{minutes}内有效。请勿告诉他人。',
    brief: '{brand}验证码：{code}',
    minutes: { other: '{n}分钟' },
  },
};
