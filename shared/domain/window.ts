/**
 * Counting events against a limit, in one of two ways.
 *
 * A `Window` opens with its first event and ends a fixed time later: one number, and an end that can be told. Around
 * that end twice as many events fit into a short time, which does no harm where a window is a day long.
 *
 * A `SlidingWindow` remembers each event by its time, so no stretch of its length ever holds more than the limit,
 * wherever it begins. That is for short windows with small limits, of which the record keeps every time.
 */

import type { Millis } from './brand.ts';
import { err, ok, type Result } from './result.ts';

export interface Window {
  readonly count: number;
  readonly endsAt: Millis;
  /** Set once the customer was told what there is to tell of this window, so that it is told once. */
  readonly noted?: true;
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

/** Takes one event back. What was told of the window stays told, or it could be told without end. */
export const uncount = (window: Window | undefined): Window | undefined =>
  window && { ...window, count: Math.max(0, window.count - 1) };

/** So many events, no more of them than the limit, each of which counts until a time of its own. */
export interface SlidingWindow {
  /** When the last of them stops counting. */
  readonly endsAt: Millis;
  /** How many milliseconds before that the others do, the oldest first. Short numbers, since the record keeps them. */
  readonly earlier?: readonly number[];
  /** When the customer was last told that it is full. */
  readonly notedAt?: Millis;
}

/** When the events that count now stop counting, the oldest first. */
const ends = (window: SlidingWindow | undefined, { max }: Limit, now: Millis): readonly Millis[] =>
  window === undefined
    ? []
    : [...(window.earlier ?? []), 0]
        .map((before) => window.endsAt - before)
        .filter((end) => now < end)
        .slice(-max);

/** How many more events the window admits now. */
export const remainingNow = (window: SlidingWindow | undefined, limit: Limit, now: Millis): number =>
  Math.max(0, limit.max - ends(window, limit, now).length);

/** When a full window admits the next event; `undefined` if it does so now. */
export function fullUntil(window: SlidingWindow | undefined, limit: Limit, now: Millis): Millis | undefined {
  const counted = ends(window, limit, now);
  return counted.length < limit.max ? undefined : counted[0];
}

/** The window with one event more. */
export function countNow(window: SlidingWindow | undefined, limit: Limit, now: Millis): SlidingWindow {
  const counted = ends(window, limit, now);
  // A clock that went back must not end what is counted already.
  const endsAt = Math.max(now + limit.seconds * 1000, counted.at(-1) ?? 0);
  const earlier = counted.slice(Math.max(0, counted.length + 1 - limit.max)).map((end) => endsAt - end);
  return {
    endsAt,
    ...(earlier.length > 0 && { earlier }),
    ...(window?.notedAt !== undefined && { notedAt: window.notedAt }),
  };
}
