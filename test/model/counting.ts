/** Whether what the record counts has grown by one, as the writes that landed show it. */

import type { SlidingWindow, Window } from '../../shared/domain/window.ts';

const MINUTE_MS = 60_000;

/** Whether one event more is counted, in a window that ends at a fixed time or in a sliding minute. */
export function countsOneMore(
  before: Window | SlidingWindow | undefined,
  after: Window | SlidingWindow | undefined,
  from: number,
): boolean {
  if (after === undefined) return false;
  if ('count' in after) {
    const goesOn = before !== undefined && 'count' in before && before.endsAt === after.endsAt;
    return after.count === (goesOn ? before.count + 1 : 1);
  }
  // The newest event counts for a minute, and what counted before and still does is there as well.
  const isNewer = before?.endsAt !== after.endsAt || eventsOf(after) === eventsOf(before) + 1;
  return after.endsAt >= from + MINUTE_MS && isNewer;
}

const eventsOf = (window: Window | SlidingWindow | undefined): number =>
  window === undefined || 'count' in window ? 0 : 1 + (window.earlier?.length ?? 0);
