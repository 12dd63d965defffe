/** Everything that a language must have words for. Names in braces, such as `{brand}`, are filled in. */

import type { Channel } from '../domain/method.ts';
import type { NoticeKind } from '../domain/notice.ts';

export interface Language {
  /** Which way it is written. */
  readonly direction: 'ltr' | 'rtl';
  /** How a code is told. A new channel does not compile until it has its wording, and then every language's. */
  readonly codes: { readonly [C in Channel]: ChannelWording[C] };
  readonly notices: NoticeWording;
  /** The mail that recommends two-factor authentication to those who don't have it. */
  readonly recommendation: RecommendationWording;
}

interface ChannelWording {
  readonly sms: TextWording;
  readonly call: CallWording;
}

/**
 * Languages of the Latin script are worded to need no letter outside GSM-7 (no ó, ç, ã, ş …), which leaves
 * them 160 units instead of 70.
 */
export interface TextWording {
  /** `{code}`, `{brand}` and `{minutes}`, the last replaced by one of the forms below. */
  readonly full: string;
  /** For a brand that forces UCS-2, so 70 units, on a language that otherwise fits GSM-7. `{code}`, `{brand}`. */
  readonly brief: string;
  /** `{n}` is the number, in Western digits. */
  readonly minutes: PluralForms;
}

/** Forms of a counted noun by CLDR plural category; a category without a form of its own takes `other`. */
export type PluralForms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface CallWording extends CallLines {
  readonly voice: Voice;
}

/** What the voice says. No digit appears in it, so the only digits heard are the code's. */
export interface CallLines {
  /** Who calls and why; `{brand}`. */
  readonly greeting: string;
  /** Asks for a key, which no voicemail presses. */
  readonly pressKey: string;
  /** Before the code. */
  readonly codeIntro: string;
  /** Between the code and its repetition. */
  readonly again: string;
  /** Offers to say it all once more. */
  readonly repeat: string;
  /** When nobody pressed a key: that, and goodbye. */
  readonly noKey: string;
  /** After the code. */
  readonly goodbye: string;
}

/** One of the "Available voices" of the Amazon Polly Developer Guide. */
export interface Voice {
  /** Polly's voice id, which Connect takes as `TextToSpeechVoice`. */
  readonly id: string;
  /** Connect's `TextToSpeechEngine`. Neural sounds better; a few languages have only standard. */
  readonly engine: 'Neural' | 'Standard';
  /** Polly's language code, e.g. `en-US`, `cmn-CN`. */
  readonly languageCode: string;
}

export interface MailWording {
  readonly subject: string;
  readonly body: string;
}

/** `{brand}` in all of it. */
export interface NoticeWording {
  /** `locked` and `requestsExceeded` have `{until}` as well. */
  readonly kinds: Readonly<Record<NoticeKind, MailWording>>;
  /** Has `{remaining}`, a number; worded so that no plural depends on it. */
  readonly codesLeft: string;
  /** That the next times are not told one by one. */
  readonly lastForNow: string;
  /** Has `{time}`. */
  readonly when: string;
  /** Nothing to do if it was the customer. */
  readonly wasYou: string;
  /** Heading over what to do if it was not. */
  readonly notYou: string;
  readonly notYouAction: string;
  /** Labels of links. */
  readonly toSupport: string;
  readonly toAccount: string;
  readonly footnote: string;
}

/** `{brand}` in all of it. */
export interface RecommendationWording extends MailWording {
  /** With an app, a text or a call. */
  readonly how: string;
  /** Where not all of these are offered. */
  readonly howInShort: string;
  readonly link: string;
  readonly footnote: string;
}
