/**
 * What a limit allows in any stretch of its length, seen from outside. Each event counts by its own time, so there is
 * no opening that could be unknown: an event of which the time or the fate is unknown is left out, and with it those
 * before it, which it may have cleared.
 */

import type { Counted, Span } from './allowance.ts';

export class SlidingAllowance implements Counted {
  readonly max: number;
  readonly #ms: number;
  #times: readonly number[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;
  #clearedAt = Number.NEGATIVE_INFINITY;

  constructor(max: number, seconds: number) {
    this.max = max;
    this.#ms = seconds * 1000;
  }

  sure(now: number): number {
    return this.#times.filter((time) => now < time + this.#ms).length;
  }

  isFull(at: Span): boolean {
    return at.from === at.to && this.sure(at.from) >= this.max;
  }

  take(at: Span): void {
    if (at.from !== at.to) {
      this.unsure(at);
      return;
    }
    this.#lastAt = Math.max(this.#lastAt, at.to);
    this.#times = [...this.#times, at.from];
  }

  unsure(at: Span): void {
    this.#lastAt = Math.max(this.#lastAt, at.to);
    this.#times = [];
  }

  clear(at: Span): void {
    this.#times = [];
    this.#clearedAt = at.to;
  }

  /** Whether anything can count at all. Who came before the clearing may have seen what was there before it. */
  canBeOpen(at: Span): boolean {
    const stillCounts = this.#lastAt >= this.#clearedAt || at.from <= this.#clearedAt;
    return stillCounts && at.from < this.#lastAt + this.#ms;
  }
}
