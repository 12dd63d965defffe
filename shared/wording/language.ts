/** What a language must have words for. `{brand}` and the other names in braces are filled in. */

import type { NoticeKind } from '../domain/notice.ts';

export interface Wording {
  readonly subject: string;
  readonly body: string;
}

/** The words for each kind, of which `locked` has `{until}` as well. */
export interface NoticeTexts extends Readonly<Record<NoticeKind, Wording>> {
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
