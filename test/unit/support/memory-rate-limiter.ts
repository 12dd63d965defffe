/** Counters in memory, of which any call can be made to fail. */

import type { Counter, RateLimiter } from '../../../shared/domain/ports/rate-limiter.ts';
import { ok } from '../../../shared/domain/result.ts';
import { Unavailable } from '../../../shared/domain/unavailable.ts';
import { count, openWindow, uncount, type Window } from '../../../shared/domain/window.ts';

type Call = keyof RateLimiter;

export interface MemoryRateLimiter extends RateLimiter {
  readonly windowOf: (counter: Counter) => Window | undefined;
  readonly set: (counter: Counter, window: Window) => void;
  /** From now on this call throws `Unavailable`. */
  readonly fail: (call: Call, counter: Counter) => void;
  /** The calls that were made, with what was counted. */
  readonly calls: readonly string[];
  /** What was said of each window to charge: whether it is likely to be open. */
  readonly likelyOpen: readonly (readonly [of: Counter['of'], opened: boolean])[];
}

function nameOf(counter: Counter): string {
  if (counter.of === 'number') return `number ${counter.number}`;
  return counter.part ? `service, part ${counter.part}` : counter.of;
}

export function memoryRateLimiter(): MemoryRateLimiter {
  const windows = new Map<string, Window>();
  const failing = new Set<string>();
  const calls: string[] = [];
  const likelyOpen: [Counter['of'], boolean][] = [];
  const windowOf = (counter: Counter) => windows.get(nameOf(counter));
  const set = (counter: Counter, window: Window) => void windows.set(nameOf(counter), window);
  const begin = (call: Call, counter: Counter): void => {
    calls.push(`${call} ${nameOf(counter)}`);
    if (failing.has(`${call} ${nameOf(counter)}`)) throw new Unavailable('dynamodb', new Error(call));
  };

  return {
    calls,
    likelyOpen,
    windowOf,
    set,
    fail: (call, counter) => void failing.add(`${call} ${nameOf(counter)}`),
    async charge(counter, limit, now, opened) {
      likelyOpen.push([counter.of, opened]);
      begin('charge', counter);
      const counted = count(windowOf(counter), limit, now);
      if (!counted.ok) return counted;
      set(counter, counted.value);
      return ok(counted.value);
    },
    async refund(counter, charged) {
      begin('refund', counter);
      const window = windowOf(counter);
      const fewer = window?.endsAt === charged.endsAt ? uncount(window) : undefined;
      if (fewer !== undefined) set(counter, fewer);
    },
    async read(counter, now) {
      begin('read', counter);
      return openWindow(windowOf(counter), now);
    },
    async clear(counter) {
      begin('clear', counter);
      windows.delete(nameOf(counter));
    },
  };
}
