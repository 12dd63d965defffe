/**
 * What a limit allows, seen from outside: so many in a window that opens with the first. It complains only of what
 * no reading of the facts excuses: where it can't be known when a window has opened, it waits until that one has
 * surely ended.
 */

/** When it happened: a moment, or some time between two. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the ledger asks of a limit, and tells it. */
export interface Counted {
  readonly max: number;
  sure(now: number): number;
  isFull(at: Span): boolean;
  take(at: Span): void;
  unsure(at: Span): void;
  clear(at: Span): void;
  canBeOpen(at: Span): boolean;
}

export class Allowance implements Counted {
  readonly max: number;
  readonly #ms: number;
  #opened: number | undefined;
  #count = 0;
  #unsureUntil = Number.NEGATIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  #clearedAt = Number.NEGATIVE_INFINITY;

  constructor(max: number, seconds: number) {
    this.max = max;
    this.#ms = seconds * 1000;
  }

  /** How many have surely been counted in the window that is open now. */
  sure(now: number): number {
    const isOpen = this.#opened !== undefined && now < this.#opened + this.#ms;
    return isOpen && now >= this.#unsureUntil ? this.#count : 0;
  }

  /** Whether one more is surely too many. */
  isFull(at: Span): boolean {
    return at.from === at.to && this.sure(at.from) >= this.max;
  }

  /** Counts one. */
  take(at: Span): void {
    if (at.from !== at.to || at.from < this.#unsureUntil) {
      this.unsure(at);
      return;
    }
    this.touch(at);
    this.#count += 1;
  }

  /** A window may open, and nothing counts. */
  touch(at: Span): void {
    this.#lastAt = Math.max(this.#lastAt, at.to);
    if (this.#opened !== undefined && at.from < this.#opened + this.#ms) return;
    this.#opened = at.from;
    this.#count = 0;
  }

  /** Something may have been counted. */
  unsure(at: Span): void {
    this.#lastAt = Math.max(this.#lastAt, at.to);
    this.#unsureUntil = Math.max(this.#unsureUntil, at.to + this.#ms);
    this.#opened = undefined;
  }

  /** Everything counted is forgotten. */
  clear(at: Span): void {
    this.#opened = undefined;
    this.#count = 0;
    this.#unsureUntil = Number.NEGATIVE_INFINITY;
    this.#clearedAt = at.to;
  }

  /** Whether a window can be open at all. Who came before the clearing may have seen what was there before it. */
  canBeOpen(at: Span): boolean {
    const stillCounts = this.#lastAt >= this.#clearedAt || at.from <= this.#clearedAt;
    return stillCounts && at.from < this.#lastAt + this.#ms;
  }
}
