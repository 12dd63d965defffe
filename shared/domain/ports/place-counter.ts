/** Counts what is sent to a country or block for enrolments, against what is confirmed there. */

import type { Place, PlaceFull, PlaceLimit } from '../destination.ts';
import type { Result } from '../result.ts';

/** Each call is one request to the database, and throws `Unavailable`. */
export interface PlaceCounter {
  /** Counts a message that is about to be sent, or says why none may be. */
  charge(place: Place, limit: PlaceLimit): Promise<Result<void, PlaceFull>>;
  /** Takes one back that was not sent, from the window that it was charged to. */
  refund(place: Place, limit: PlaceLimit): Promise<void>;
  /** Somebody has proved to have a number there: that makes up for so many sends, and for none in advance. */
  confirm(place: Place, limit: PlaceLimit, sends: number): Promise<void>;
}
