/** Counts that belong to no single user: messages to a telephone number, and of the whole service. */

import type { KeyedHash, Millis } from '../brand.ts';
import type { Result } from '../result.ts';
import type { Limit, Window } from '../window.ts';

/** What is counted. */
export type Counter =
  /** Messages to a number, whoever has requested them. */
  | { readonly of: 'number'; readonly number: KeyedHash }
  /** Messages of the whole service, or of a part of it (`service-count.ts`); the first unless it is said. */
  | { readonly of: 'service'; readonly part?: number };

export interface RateLimiter {
  /**
   * Counts one, or returns the exhausted window. Throws `Unavailable`.
   * @param opened whether a window is likely to be open. It costs one request where that is right, else two.
   */
  charge(counter: Counter, limit: Limit, now: Millis, opened: boolean): Promise<Result<Window, Window>>;
  /** Takes one back from the window that was charged. Throws `Unavailable`. */
  refund(counter: Counter, charged: Window): Promise<void>;
  /** The window, if one is open. Throws `Unavailable`. */
  read(counter: Counter, now: Millis): Promise<Window | undefined>;
  /** Forgets the window. Throws `Unavailable`. */
  clear(counter: Counter): Promise<void>;
}
