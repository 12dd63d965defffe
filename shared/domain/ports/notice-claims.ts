/**
 * Who mails the notice of an event. An event may be delivered more than once, and twice at a time. A claim is for a
 * while only: if whoever had it died, the next delivery takes over. Then there may be a second mail, but never none.
 */

import type { Millis, UserId } from '../brand.ts';

/** Whether the claim is the caller's, somebody else's for now, or nobody's any more. */
export type Claim = 'taken' | 'held' | 'closed';

export interface NoticeClaims {
  /** Makes the notice the caller's to send, until the given time, if nobody has it. Throws `Unavailable`. */
  take(userId: UserId, eventId: string, now: Millis, until: Millis): Promise<Claim>;
  /** Nobody sends it any more. Throws `Unavailable`. */
  close(userId: UserId, eventId: string, now: Millis): Promise<void>;
  /** It was not sent: anybody may take it. Throws `Unavailable`. */
  release(userId: UserId, eventId: string): Promise<void>;
}
