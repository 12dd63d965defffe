/** Windows in which something is counted: they end at a fixed time, whatever is tried in them. */

import {
  count,
  openWindow,
  remaining,
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
