/** A mail, and the port that sends it. */

export interface Mail {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  readonly html: string;
}

/**
 * Why a mail did not go out:
 * - `bad_address`: this address takes no mail, now or later; others do.
 * - `throttled`: it was surely not sent; a moment later it may be.
 * - `refused`: it was surely not sent, and none will be until somebody puts right what is wrong.
 * - `unknown`: it may or may not have been sent.
 */
export type MailFailure = 'bad_address' | 'throttled' | 'refused' | 'unknown';

export class MailError extends Error {
  override readonly name = 'MailError';
  readonly kind: MailFailure;
  /** Name of the SDK's error; its message may quote the address, so it is not kept. */
  readonly reason: string;

  constructor(kind: MailFailure, reason: string) {
    super(`The mail was not sent: ${reason}`);
    this.kind = kind;
    this.reason = reason;
  }
}

export interface Mailer {
  /**
   * Hands the mail over, once. Throws `MailError`.
   * @param requestId of the request that the mail tells of: it is in the mail's header.
   */
  send(to: string, mail: Mail, requestId?: string): Promise<void>;
}
