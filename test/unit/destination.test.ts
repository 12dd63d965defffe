/** Where messages for enrolments go: blocks of numbers, and the limits of a window. */

import type { E164 } from '../../shared/domain/brand.ts';
import { serviceMessageLimit } from '../../shared/domain/code-request.ts';
import { blockOf, placeLimit } from '../../shared/domain/destination.ts';
import { hashBlock } from '../../shared/operations/numbers.ts';
import { MINUTE, NOW, policy } from './support/users.ts';
import { KEYS } from './support/world.ts';

describe('a block', () => {
  test.each([
    ['+12025550123', '+12025550999', true],
    ['+12025550123', '+12025551123', false],
    ['+4915112345678', '+4915112345001', true],
    // The shortest there are.
    ['+2905678', '+2905001', true],
    ['+2905678', '+2906678', false],
  ])('%s and %s in the same one: %s', (one, other, same) => {
    expect(blockOf(one as E164) === blockOf(other as E164)).toBe(same);
    expect(hashBlock(KEYS, one as E164) === hashBlock(KEYS, other as E164)).toBe(same);
  });

  test('is known by its keyed hash alone', () => {
    expect(hashBlock(KEYS, '+12025550123' as E164)).not.toContain('2025550');
  });
});

test('limits of a place: those of the policy, until the clock’s hour is over', () => {
  const endsAt = NOW + 60 * MINUTE;
  for (const now of [NOW, endsAt - 1]) {
    expect(placeLimit('country', policy, now)).toEqual({ messages: 250, unconfirmed: 100, endsAt });
    expect(placeLimit('block', policy, now)).toEqual({ messages: 30, unconfirmed: 20, endsAt });
  }
  expect(placeLimit('block', policy, endsAt).endsAt).toBe(endsAt + 60 * MINUTE);
});

test.each([
  [1000, 50, 500],
  [1000, 0, 1000],
  [3, 50, 2],
  [1, 90, 1],
])('of %i messages, %i %% reserved: %i for enrolments, all for sign-ins', (messages, percent, left) => {
  const limits = { ...policy, messages, messagesReservedPercent: percent };
  expect(serviceMessageLimit(limits, 'enrolment')).toEqual({ max: left, seconds: 3600 });
  expect(serviceMessageLimit(limits, 'sign_in')).toEqual({ max: messages, seconds: 3600 });
});
