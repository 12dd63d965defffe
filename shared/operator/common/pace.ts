/** Holds the rate: no more than so many a second, evenly spread. */

export interface Time {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

/** Resolves when the next one may go. */
export function createPace(perSecond: number, { now, sleep }: Time): () => Promise<void> {
  const interval = 1000 / perSecond;
  let next = now();
  return async () => {
    const at = Math.max(next, now());
    next = at + interval;
    // Timers keep no fractions; what is lost here, `next` makes up for.
    const wait = Math.floor(at - now());
    if (wait > 0) await sleep(wait);
  };
}
