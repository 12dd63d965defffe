/** Removing what is kept about a user, for good. */

import type { UserId } from '../brand.ts';

export interface Erasure {
  /**
   * Removes the trail of every write up to this version; events of such a write that come later are not taken any
   * more. Throws `Unavailable`; some of the trail may be gone then, and the rest goes when it is asked for again.
   */
  trail(userId: UserId, version: number): Promise<void>;
  /** Removes the record, unless it was written since this version, and what is beside it. Throws `Unavailable`. */
  record(userId: UserId, version: number): Promise<void>;
}
