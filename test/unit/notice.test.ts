/** Which events a customer is told of. */

import { isTold, noticeKind, TOLD_EVENTS } from '../../shared/domain/notice.ts';
import { EVENTS } from './support/events.ts';
import { TOLD } from './support/told-events.ts';

test('every change to the factor, wrong codes, backup codes, locks and resets, and no more', () => {
  const told = Object.values(EVENTS).filter(isTold);

  expect(told.map(({ type }) => type).toSorted()).toEqual([...TOLD_EVENTS].toSorted());
  expect(Object.values(EVENTS).flatMap((event) => (isTold(event) ? [] : event.type))).toEqual([
    'SignInVerified',
    'SignInNotCompleted',
    'CodeRequested',
    'CodeNotSent',
    'WrongCodesEntered',
    'SupportViewed',
    'AttemptsExceeded',
    'EnrollmentSkipped',
  ]);
});

test('each in a notice of its own kind', () => {
  expect(new Set(TOLD.map(noticeKind)).size).toBe(TOLD.length);
});

test.each([
  [3, 'backupCodeUsed'],
  [2, 'backupCodesLow'],
  [0, 'backupCodesLow'],
])('with %i backup codes left: %s', (remaining, kind) => {
  expect(noticeKind({ ...EVENTS.BackupCodeUsed, remaining })).toBe(kind);
});
