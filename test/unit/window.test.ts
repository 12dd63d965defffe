/** Windows in which something is counted: they end at a fixed time, whatever is tried in them. */

import {
  count,
  countNow,
  fullUntil,
  openWindow,
  remaining,
  remainingNow,
  type SlidingWindow,
  secondsUntil,
  uncount,
  type Window,
} from '../../shared/domain/window.ts';
import { seeded } from './support/seeded.ts';
import { NOW, SECOND } from './support/users.ts';

const limit = { max: 3, seconds: 60 };
const end = NOW + 60 * SECOND;

test('a window opens with its first event and ends a fixed time after it', () => {
  expect(count(undefined, limit, NOW)).toEqual({ ok: true, value: { count: 1, endsAt: end } });
  expect(count({ count: 1, endsAt: end }, limit, NOW + 59_999)).toEqual({
    ok: true,
    value: { count: 2, endsAt: end },
  });
});

test('a full window refuses, and a refused event never prolongs it', () => {
  const full: Window = { count: 3, endsAt: end };
  for (const at of [NOW, NOW + 1, end - 1])
    expect(count(full, limit, at)).toEqual({ ok: false, error: full });
});

test('a window that has ended counts as gone, though it is still stored', () => {
  const ended: Window = { count: 3, endsAt: NOW, noted: true };
  expect(openWindow(ended, NOW)).toBeUndefined();
  expect(openWindow(ended, NOW - 1)).toEqual(ended);
  expect(remaining(ended, limit, NOW)).toBe(3);
  expect(count(ended, limit, NOW)).toEqual({ ok: true, value: { count: 1, endsAt: end } });
});

test('an event that is taken back leaves room for another, and never less than none', () => {
  expect(uncount({ count: 3, endsAt: end })).toEqual({ count: 2, endsAt: end });
  expect(uncount({ count: 0, endsAt: end })).toEqual({ count: 0, endsAt: end });
  expect(uncount(undefined)).toBeUndefined();
});

test('seconds to wait are rounded up and at least one, as Retry-After needs', () => {
  expect(secondsUntil(NOW + 1, NOW)).toBe(1);
  expect(secondsUntil(NOW + 1001, NOW)).toBe(2);
  expect(secondsUntil(NOW, NOW)).toBe(1);
});

test('however the events fall, never more than the limit in one window', () => {
  const random = seeded(7);
  let window: Window | undefined;
  let at = NOW;
  const admitted = new Map<number, number>();
  for (let event = 0; event < 2000; event++) {
    at += random.below(20 * SECOND);
    const counted = count(window, limit, at);
    window = counted.ok ? counted.value : counted.error;
    if (counted.ok) admitted.set(window.endsAt, (admitted.get(window.endsAt) ?? 0) + 1);
  }
  expect(admitted.size).toBeGreaterThan(50);
  expect(Math.max(...admitted.values())).toBe(limit.max);
});

describe('a sliding window', () => {
  const at = (...seconds: readonly number[]): SlidingWindow => {
    let window: SlidingWindow | undefined;
    for (const second of seconds) window = countNow(window, limit, NOW + second * SECOND);
    if (window === undefined) throw new Error('Nothing was counted.');
    return window;
  };

  test('is full until the oldest event that counts is a window’s length ago', () => {
    const full = at(0, 20, 59);
    expect(fullUntil(full, limit, NOW + 59 * SECOND)).toBe(end);
    expect(remainingNow(full, limit, end - 1)).toBe(0);
    expect(fullUntil(full, limit, end)).toBeUndefined();
    expect(remainingNow(full, limit, end)).toBe(1);
    expect(fullUntil(at(0, 20, 59, 60), limit, end)).toBe(NOW + 80 * SECOND);
  });

  test('keeps only the events that count, and says when the last is over', () => {
    expect(at(0, 10, 70, 75)).toEqual({ endsAt: NOW + 135 * SECOND, earlier: [5 * SECOND] });
    expect(at(0, 10, 70)).toEqual({ endsAt: NOW + 130 * SECOND });
    expect(remainingNow(at(0, 1, 2), limit, NOW + 62 * SECOND)).toBe(3);
  });

  test('holds to a limit that was lowered, by the newest events', () => {
    expect(fullUntil(at(0, 20, 40), { max: 1, seconds: 60 }, NOW + 41 * SECOND)).toBe(NOW + 100 * SECOND);
  });

  test('however the events fall, never more than the limit in any stretch of its length', () => {
    const random = seeded(8);
    let window: SlidingWindow | undefined;
    let now = NOW;
    const admitted: number[] = [];
    for (let event = 0; event < 2000; event++) {
      now += random.below(20 * SECOND);
      const until = fullUntil(window, limit, now);
      if (until !== undefined) {
        expect(until).toBeGreaterThan(now);
        continue;
      }
      window = countNow(window, limit, now);
      admitted.push(now);
    }
    const stretches = admitted.map((start) =>
      admitted.filter((one) => one >= start && one < start + 60 * SECOND),
    );
    expect(Math.max(...stretches.map(({ length }) => length))).toBe(limit.max);
  });
});
