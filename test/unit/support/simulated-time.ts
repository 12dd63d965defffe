/** Time that passes only where somebody waits for it: hundreds of requests at once, as if each had a machine of its own. */

import type { Millis } from '../../../shared/domain/brand.ts';
import type { Clock } from '../../../shared/domain/ports/system.ts';
import { NOW } from './users.ts';

export interface SimulatedTime extends Clock {
  /** Lets time pass until the promise is settled, and resolves as it does. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Whatever follows from what is due already, however many promises it passes through. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

export function simulatedTime(): SimulatedTime {
  let now: Millis = NOW;
  const waiting: { readonly at: Millis; readonly wake: () => void }[] = [];

  return {
    now: () => now,
    pause: (ms) =>
      new Promise((wake) => {
        waiting.push({ at: now + ms, wake });
      }),
    async during(work) {
      let done = false;
      const mark = () => {
        done = true;
      };
      work.then(mark, mark);
      for (await settled(); !done; await settled()) {
        const next = Math.min(...waiting.map(({ at }) => at));
        if (!Number.isFinite(next)) throw new Error('Nobody waits, and the work is not done.');
        now = next;
        const due = waiting.filter(({ at }) => at === next);
        waiting.splice(0, waiting.length, ...waiting.filter(({ at }) => at !== next));
        for (const { wake } of due) wake();
      }
      return work;
    },
  };
}
