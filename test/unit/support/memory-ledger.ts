/** Counters in memory, of which any call can be made to fail. */

import type { Ledger, LedgerKey } from '../../../shared/adapters/ledger.ts';
import { ok } from '../../../shared/domain/result.ts';
import { Unavailable } from '../../../shared/domain/unavailable.ts';
import { count, openWindow, uncount, type Window } from '../../../shared/domain/window.ts';

export interface MemoryLedger extends Ledger {
  readonly windowOf: (key: LedgerKey) => Window | undefined;
  readonly set: (key: LedgerKey, window: Window) => void;
  /** From now on this call throws `Unavailable`. */
  readonly fail: (call: 'charge' | 'refund', key: LedgerKey) => void;
}

const nameOf = ({ pk, sk }: LedgerKey): string => `${pk} ${sk}`;

export function memoryLedger(): MemoryLedger {
  const windows = new Map<string, Window>();
  const failing = new Set<string>();
  const windowOf = (key: LedgerKey) => windows.get(nameOf(key));
  const set = (key: LedgerKey, window: Window) => void windows.set(nameOf(key), window);
  const answer = (call: 'charge' | 'refund', key: LedgerKey): void => {
    if (failing.has(`${call} ${nameOf(key)}`)) throw new Unavailable('dynamodb', new Error(call));
  };

  return {
    windowOf,
    set,
    fail: (call, key) => void failing.add(`${call} ${nameOf(key)}`),
    async charge(key, limit, now) {
      answer('charge', key);
      const counted = count(windowOf(key), limit, now);
      if (!counted.ok) return counted;
      set(key, counted.value);
      return ok(counted.value);
    },
    async refund(key, charged) {
      answer('refund', key);
      const window = windowOf(key);
      const fewer = window?.endsAt === charged.endsAt ? uncount(window) : undefined;
      if (fewer !== undefined) set(key, fewer);
    },
    read: async (key, now) => openWindow(windowOf(key), now),
    clear: async (key) => void windows.delete(nameOf(key)),
  };
}
