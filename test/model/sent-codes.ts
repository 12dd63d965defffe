/** The codes that were sent: each works once, for what it was sent for, until it expires or a newer one replaces it. */

import { type Complain, type Exchange, hadTrouble } from './exchange.ts';

const CODE_LIFE_MS = 600_000;
const CODE_TRIES = 5;
/** A request that meets time-outs is decided by the time at which it came. */
const SLACK_MS = 30_000;

interface SentMessage {
  readonly code: string;
  readonly to: string;
  /** None: for an enrolment. */
  readonly challengeId: string | undefined;
  readonly at: number;
  /** Whether it was told that the message was sent. */
  readonly told: boolean;
  /** Not sent for certain, so it must not work. */
  readonly dead: boolean;
  wrong: number;
  spent: boolean;
}

export class SentCodes {
  readonly #complain: Complain;
  readonly #messages: SentMessage[] = [];

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  /** Notes what was handed over for a request. */
  note(exchange: Exchange): void {
    const { answer, handed, landings, sent, from } = exchange;
    const told = answer.is === 'ok';
    // While it was on its way it took wrong codes in the place of the one before, which may be in force again.
    if (!told && landings.length > 0)
      for (const message of this.#messages) message.wrong = Number.NEGATIVE_INFINITY;
    const dead = !told && !hadTrouble(exchange, 'database');
    for (const { code, to } of handed) {
      this.#messages.push({
        code,
        to,
        challengeId: sent.challengeId,
        at: from,
        told,
        dead,
        wrong: 0,
        spent: false,
      });
    }
  }

  /** A code for a challenge replaces that of another, and one for an enrolment that of another enrolment. */
  #newestFor = (challengeId: string | undefined) =>
    this.#messages.findLast(
      (one) => one.told && (one.challengeId === undefined) === (challengeId === undefined),
    );

  /** The message whose code this is; complains unless it may still be used. */
  spend({ sent, from }: Exchange): SentMessage | undefined {
    const message = this.#messages.findLast(
      (one) => one.code === sent.code && one.challengeId === sent.challengeId && !one.spent,
    );
    if (message === undefined) {
      this.#complain(`accepted ${sent.code}, which was not sent for this or is used`);
      return undefined;
    }
    message.spent = true;
    const newest = this.#newestFor(sent.challengeId);
    if (newest !== undefined && this.#messages.indexOf(newest) > this.#messages.indexOf(message)) {
      this.#complain('accepted a code that a newer one has replaced');
    }
    if (message.dead) this.#complain('accepted a code that was told not to have been sent');
    if (from >= message.at + CODE_LIFE_MS + SLACK_MS) this.#complain('accepted a code that had expired');
    if (message.wrong >= CODE_TRIES) this.#complain('accepted a code that wrong ones had worn out');
    return message;
  }

  /** Notes a wrong code in the place of the one that was sent. */
  wrong({ answer, sent }: Exchange): void {
    if (answer.is !== 'refused' || answer.error.code !== 'wrong_code') return;
    const message = this.#newestFor(sent.challengeId);
    if (message !== undefined && message.challengeId === sent.challengeId) message.wrong += 1;
  }
}
