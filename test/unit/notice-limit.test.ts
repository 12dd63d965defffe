/** Notices of one kind: three in an hour, and the third says that there are no more for now. */

import { isTold } from '../../shared/domain/notice.ts';
import { tellRepeated } from '../../shared/domain/notice-limit.ts';
import type { User } from '../../shared/domain/user.ts';
import { EVENTS } from './support/events.ts';
import { kim, MINUTE, NOW, policy } from './support/users.ts';

const HOUR = 60 * MINUTE;
const replace = (user: User, at: number): User =>
  tellRepeated({ ...user, events: [] }, { ...EVENTS.BackupCodesReplaced, at }, policy);

/** What becomes of the notice of each of so many events, one a minute. */
function notices(times: number, start = NOW, user = kim()): [readonly unknown[], User] {
  const seen: unknown[] = [];
  let current = user;
  for (let time = 0; time < times; time++) {
    current = replace(current, start + time * MINUTE);
    const [event] = current.events;
    seen.push(event && 'notice' in event ? event.notice : event && isTold(event));
  }
  return [seen, current];
}

test('the third in an hour is the last that is mailed, and says so; every event stays in the trail', () => {
  expect(notices(6)[0]).toEqual([true, true, 'last', 'withheld', 'withheld', 'withheld']);
});

test('an hour after the first they are mailed again', () => {
  const [, user] = notices(6);
  expect(notices(3, NOW + HOUR, user)[0]).toEqual([true, true, 'last']);
});

test('the last is mailed, and what is withheld is not', () => {
  expect(isTold({ ...EVENTS.BackupCodesReplaced, notice: 'last' })).toBe(true);
  expect(isTold({ ...EVENTS.BackupCodesReplaced, notice: 'withheld' })).toBe(false);
});

test('one kind does not use up another: the last backup codes are told of as urgent all the same', () => {
  const [, user] = notices(6);
  const used = tellRepeated({ ...user, events: [] }, EVENTS.BackupCodeUsed, policy);
  const low = tellRepeated({ ...used, events: [] }, { ...EVENTS.BackupCodeUsed, remaining: 1 }, policy);
  expect([...used.events, ...low.events].every((event) => isTold(event) && !('notice' in event))).toBe(true);
});
