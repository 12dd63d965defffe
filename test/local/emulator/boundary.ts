/** What crosses the emulator's boundary: what comes out of it as it would reach people and buses, and the faults that go in. */

/** A text or a call, as the handset received it. */
export interface HandsetMessage {
  readonly id: string;
  readonly channel: 'sms' | 'call';
  /** E.164 */
  readonly to: string;
  /** The text; for a call, what is spoken. */
  readonly text: string;
  readonly locale: string;
  /** ISO 8601, UTC */
  readonly at: string;
}

/** A mail, as the mailbox received it. */
export interface ReceivedMail {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** By their names; absent where there are none. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly at: string;
}

/** A domain event, as the event bus received it. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly detail: unknown;
  readonly at: string;
}

/** How a named AWS call, e.g. `sns:Publish`, misbehaves. */
export interface Fault {
  /** Error code to answer with, e.g. `Throttling`; a throttle is HTTP 400, anything else 500. */
  readonly error?: string;
  /** How long to hold the answer back. */
  readonly delayMs?: number;
  /** For how many calls; without it, until cleared. */
  readonly times?: number;
  /**
   * Whether it strikes when the service has done what was asked, so that the answer is lost or late and not the
   * call. A call that the service refuses has done nothing, and is not struck. Default false.
   */
  readonly after?: boolean;
}

export type Faults = Readonly<Record<string, Fault>>;

/** What the emulator cannot be steered to; the message says why. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** `starting`: nothing is deployed yet, so it will do later. */
  readonly reason: 'unknown_call' | 'starting';

  constructor(reason: ControlError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
