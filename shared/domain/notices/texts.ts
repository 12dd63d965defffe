/** What a language must have words for. `{brand}` and the other names in braces are filled in. */

export interface Wording {
  readonly subject: string;
  readonly body: string;
}

export interface NoticeTexts {
  /** Two-factor authentication is on, with an authenticator app. */
  readonly enabledTotp: Wording;
  readonly enabledPhone: Wording;
  /** From codes by phone to an authenticator app. */
  readonly changedToTotp: Wording;
  readonly changedToPhone: Wording;
  readonly authenticatorReplaced: Wording;
  readonly phoneNumberChanged: Wording;
  readonly disabled: Wording;
  readonly backupCodesReplaced: Wording;
  readonly backupCodeUsed: Wording;
  /** A backup code was used and hardly any is left: urgent. */
  readonly backupCodesLow: Wording;
  /** Several wrong codes, before there are too many. */
  readonly wrongCodes: Wording;
  /** Too many wrong codes; has `{until}`. */
  readonly locked: Wording;
  readonly resetFactors: Wording;
  readonly resetLimits: Wording;
  /** Has `{remaining}`, a number; worded so that no plural depends on it. */
  readonly codesLeft: string;
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
  /** The mail that recommends two-factor authentication to those who don't have it. */
  readonly recommendation: Wording & {
    readonly how: string;
    readonly link: string;
    readonly footnote: string;
  };
}

/** The part of the texts that tells of one kind of change. */
export type NoticeKind = {
  [K in keyof NoticeTexts]: NoticeTexts[K] extends Wording ? K : never;
}[Exclude<keyof NoticeTexts, 'recommendation'>];
