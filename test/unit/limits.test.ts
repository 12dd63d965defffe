/** Limits as the record keeps them: none that has ended, and all that still counts. */

import { limitEnds, openLimits } from '../../shared/domain/limits.ts';
import type { Limits } from '../../shared/domain/user.ts';
import { DAY, MINUTE, NOW, SECOND, sealed, tries } from './support/users.ts';

const endsAt = NOW + DAY;
const open: Limits = {
  attempts: tries(2),
  failures: { count: 2, endsAt },
  resendAt: NOW + 30 * SECOND,
  refusedNumber: { number: sealed('number'), endsAt, toldUntil: endsAt },
  notices: { backupCodesLow: { count: 1, endsAt: NOW }, backupCodeUsed: { count: 1, endsAt } },
};

test('what still counts is kept as it is', () => {
  expect(openLimits(open, NOW)).toEqual(open);
});

test('what has ended is left out, each by its own end', () => {
  expect(Object.keys(openLimits(open, NOW + 30 * SECOND - 1))).toHaveLength(5);
  expect(Object.keys(openLimits(open, NOW + 30 * SECOND))).toEqual([
    'attempts',
    'failures',
    'refusedNumber',
    'notices',
  ]);
  expect(Object.keys(openLimits(open, NOW + MINUTE))).toEqual(['failures', 'refusedNumber', 'notices']);
  expect(openLimits(open, endsAt)).toEqual({});
});

test('the ends are those of the last that counts', () => {
  expect(limitEnds(open)).toEqual([NOW + MINUTE, endsAt, NOW + 30 * SECOND, endsAt, endsAt]);
});
