/** What the answers say of the operations that are limited a day, beside what the service promises of them. */

import { Allowance } from './allowance.ts';
import { type Complain, type Exchange, isUntold } from './exchange.ts';

const DAY = 24 * 60 * 60;

type Limited = 'start app' | 'skip' | 'replace backup codes' | 'support resets';

export class DailyLedger {
  readonly #complain: Complain;
  readonly #allowed: Readonly<Record<Limited, Allowance>> = {
    'start app': new Allowance(20, DAY),
    skip: new Allowance(100, DAY),
    'replace backup codes': new Allowance(10, DAY),
    'support resets': new Allowance(20, DAY),
  };

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  note(exchange: Exchange): void {
    const { answer, action } = exchange;
    const allowance = this.#of(action.do);
    if (allowance === undefined) return;
    if (isUntold(exchange)) {
      allowance.unsure(exchange);
    } else if (answer.is === 'ok') {
      if (allowance.isFull(exchange)) this.#complain(`more than ${allowance.max} times a day: ${action.do}`);
      allowance.take(exchange);
    } else if (answer.is === 'refused' && answer.error.code === 'too_many_requests') {
      if (!allowance.canBeOpen(exchange)) this.#complain(`refused the first time: ${action.do}`);
    }
  }

  /** A reset lifts all of them but the one on resets. */
  lift(exchange: Exchange): void {
    for (const [name, allowance] of Object.entries(this.#allowed))
      if (name !== 'support resets') allowance.clear(exchange);
  }

  #of(name: string): Allowance | undefined {
    return Object.hasOwn(this.#allowed, name) ? this.#allowed[name as Limited] : undefined;
  }
}
