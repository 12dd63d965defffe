/** The local system's one clock; its offset lies in shared memory, so that running functions see it move. */

import type { LocalClock } from './types.ts';

export interface SharedClock extends LocalClock {
  /** One signed 64-bit integer: how many milliseconds the clock is ahead of the machine's. */
  readonly buffer: SharedArrayBuffer;
  offset(): number;
}

/** A clock that is this many milliseconds ahead (or, negative, behind). */
export function createClock(offsetMs = 0): SharedClock {
  const buffer = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const cell = new BigInt64Array(buffer);
  const offset = (): number => Number(Atomics.load(cell, 0));
  const advance = (ms: number): void => {
    Atomics.add(cell, 0, BigInt(Math.round(ms)));
  };
  advance(offsetMs);
  return { buffer, offset, advance, now: () => Date.now() + offset() };
}
