/** Counting in a window that opens with its first event and ends a fixed time later. */

import type { Millis } from './brand.ts';
import { err, ok, type Result } from './result.ts';

export interface Window {
  readonly count: number;
  readonly endsAt: Millis;
  /** Set once the customer was told that this window is exhausted, so that it is told once. */
  readonly noted?: true;
  /** Set once the customer was told that this window is filling. */
  readonly warned?: true;
}

export interface Limit {
  readonly max: number;
  /** Length of the window in seconds. */
  readonly seconds: number;
}

/** The window, unless it has ended: an ended window is gone whether or not the database still has it. */
export const openWindow = (window: Window | undefined, now: Millis): Window | undefined =>
  window !== undefined && now < window.endsAt ? window : undefined;

/** How many more events the window admits. */
export const remaining = (window: Window | undefined, limit: Limit, now: Millis): number =>
  Math.max(0, limit.max - (openWindow(window, now)?.count ?? 0));

/** Seconds until `at`, at least one, as `Retry-After` wants it. */
export const secondsUntil = (at: Millis, now: Millis): number => Math.max(1, Math.ceil((at - now) / 1000));

/** Counts one event, or returns the exhausted window. A refused event never prolongs it. */
export function count(window: Window | undefined, limit: Limit, now: Millis): Result<Window, Window> {
  const open = openWindow(window, now);
  return open !== undefined && open.count >= limit.max ? err(open) : ok(countOver(open, limit, now));
}

/** Counts one event, whatever the limit says of it. */
export function countOver(window: Window | undefined, limit: Limit, now: Millis): Window {
  const open = openWindow(window, now);
  return open === undefined
    ? { count: 1, endsAt: now + limit.seconds * 1000 }
    : { ...open, count: open.count + 1 };
}

/** Takes one event back; a window that is no longer exhausted was not told of either. */
export function uncount(window: Window | undefined): Window | undefined {
  if (window === undefined) return undefined;
  const { noted: _noted, ...rest } = window;
  return { ...rest, count: Math.max(0, window.count - 1) };
}
