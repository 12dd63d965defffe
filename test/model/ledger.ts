/**
 * The model: an independent ledger of what was answered. Requests that ran at once are entered in the order in which
 * their writes landed, which is the serial order that has to explain every answer. It knows what the contract
 * promises, and nothing of how the service keeps it.
 */

import type { Complain, Exchange } from './exchange.ts';
import { FactorLedger } from './factor-ledger.ts';
import { LimitsLedger, type SeenLimit } from './limits-ledger.ts';

/** What support sees of the user. */
export interface SeenUser {
  readonly enabled: boolean;
  readonly method: 'totp' | 'phone' | null;
  readonly phone: { readonly number: string } | null;
  readonly backupCodes: { readonly remaining: number } | null;
  readonly limits: readonly SeenLimit[];
}

export class Ledger {
  readonly factors: FactorLedger;
  readonly #limits: LimitsLedger;
  readonly #complain: Complain;

  constructor(complain: Complain) {
    this.#complain = complain;
    this.factors = new FactorLedger(complain);
    this.#limits = new LimitsLedger(complain);
  }

  /** Enters requests that ran at once; all of them are over. */
  enter(exchanges: readonly Exchange[]): void {
    const order = ({ landings, answeredAt }: Exchange) => landings[0]?.order ?? answeredAt + 0.5;
    for (const exchange of exchanges.toSorted((one, other) => order(one) - order(other))) {
      const { answer, met, from, to } = exchange;
      // Somebody else's time-outs are a cause as well: a request does not go on for ever.
      if (answer.is === 'unavailable' && met.length === 0 && from === to)
        this.#complain('failed without a cause');
      this.factors.note(exchange);
      this.#limits.note(exchange);
    }
  }

  /** What support sees while nothing is under way is what has happened. */
  compare(seen: SeenUser, now: number): void {
    const { factor, backupCodes } = this.factors;
    if (seen.enabled !== (factor !== undefined) || seen.method !== (factor?.method ?? null)) {
      this.#complain(`the factor should be ${factor?.method ?? 'none'} and is ${seen.method ?? 'none'}`);
    }
    if (factor?.method === 'phone' && !seen.phone?.number.endsWith(factor.number.slice(-2))) {
      this.#complain('another number is in force than was confirmed');
    }
    const left = backupCodes instanceof Set ? backupCodes.size : undefined;
    if (left !== undefined && seen.backupCodes?.remaining !== left) {
      this.#complain(
        `${left} backup codes were shown and not used, and ${seen.backupCodes?.remaining} are left`,
      );
    }
    if (backupCodes === undefined && seen.backupCodes !== null)
      this.#complain('backup codes without a factor');
    this.#limits.compare(seen.limits, now);
  }
}
