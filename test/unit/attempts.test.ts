/** Guessing: five attempts in a minute, fifty failures in a day, and no way round either. */

import {
  attemptRefused,
  clearAllAttempts,
  clearAttempts,
  lockedUntil,
  wrongBackupCode,
  wrongCode,
} from '../../shared/domain/attempts.ts';
import type { DomainEvent } from '../../shared/domain/event.ts';
import type { User } from '../../shared/domain/user.ts';
import { seeded } from './support/seeded.ts';
import { DAY, eventTypes, kim, MINUTE, NOW, policy, refused, SECOND, tries } from './support/users.ts';

const at = (now: number) => ({ policy, now });
/** The user after a wrong code; each counts as its write would leave it. */
const afterOne = (user: User, now: number): User => wrongCode({ ...user, events: [] }, at(now)).write ?? user;

function afterWrongCodes(user: User, times: number, start: number, apart = 0): User {
  let current = user;
  for (let time = 0; time < times; time++) current = afterOne(current, start + time * apart);
  return current;
}

describe('five attempts in a minute', () => {
  const full = afterWrongCodes(kim(), 5, NOW);

  test('the sixth is refused until the minute ends', () => {
    const step = attemptRefused(full, at(NOW + 10 * SECOND));
    expect(step && refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 50 });
    expect(attemptRefused(full, at(NOW + MINUTE))).toBeUndefined();
  });

  test('no minute has a sixth, wherever it begins: each makes room a minute after it', () => {
    const four = afterWrongCodes(afterOne(kim(), NOW), 4, NOW + 59 * SECOND);
    expect(attemptRefused(four, at(NOW + MINUTE - 1))).toBeDefined();
    const five = afterOne(four, NOW + MINUTE);
    const step = attemptRefused(five, at(NOW + MINUTE));
    expect(step && refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 59 });
    expect(attemptRefused(five, at(NOW + MINUTE + 59 * SECOND))).toBeUndefined();
  });

  test('attempts that are refused never prolong the wait', () => {
    let user = full;
    for (let now = NOW; now < NOW + MINUTE; now += 5 * SECOND) {
      const step = attemptRefused(user, at(now));
      expect(step && refused(step).retryAfter).toBe((NOW + MINUTE - now) / 1000);
      user = step?.write ?? user;
    }
    expect(attemptRefused(user, at(NOW + MINUTE))).toBeUndefined();
  });

  test('it is told once per minute, not with every refused attempt', () => {
    const first = attemptRefused(full, at(NOW));
    expect(first?.write?.events.at(-1)).toEqual({ type: 'AttemptsExceeded', kind: 'code', at: NOW });
    expect(
      attemptRefused({ ...(first?.write ?? full), events: [] }, at(NOW + SECOND))?.write,
    ).toBeUndefined();
  });

  test('a right code clears the minute, and leaves the failures of the day', () => {
    const user = clearAttempts(afterWrongCodes(kim(), 4, NOW));
    expect(user.limits).toEqual({
      failures: { count: 4, endsAt: NOW + DAY },
      wrongCodes: { count: 4, endsAt: NOW + DAY },
    });
  });

  test('the answer to a wrong code says how many are left, by the nearest limit', () => {
    let user = kim();
    const left: unknown[] = [];
    for (let time = 0; time < 5; time++) {
      const step = wrongCode(user, at(NOW));
      left.push(refused(step));
      user = step.write ?? user;
    }
    expect(left).toEqual([4, 3, 2, 1, 0].map((n) => ({ code: 'wrong_code', attemptsRemaining: n })));
    const nearlyLocked = kim({ limits: { failures: { count: 47, endsAt: NOW + DAY } } });
    expect(refused(wrongCode(nearlyLocked, at(NOW))).attemptsRemaining).toBe(2);
    expect(refused(wrongCode(kim(), at(NOW), 1)).attemptsRemaining).toBe(1);
  });
});

describe('fifty failures in a day', () => {
  const locked = afterWrongCodes(kim(), 50, NOW, 13 * SECOND);

  test('the fifty-first attempt is refused, at any pace, until the window ends', () => {
    const later = NOW + 60 * MINUTE;
    const step = attemptRefused(locked, at(later));
    expect(step && refused(step)).toEqual({ code: 'too_many_requests', retryAfter: 23 * 60 * 60 });
    expect(step?.write).toBeUndefined();
    expect(lockedUntil(locked, policy, later)).toBe(NOW + DAY);
    expect(lockedUntil(locked, policy, NOW + DAY)).toBeUndefined();
    expect(attemptRefused(locked, at(NOW + DAY))).toBeUndefined();
  });

  test('the window is the first failure’s: the last one does not move it', () => {
    expect(locked.limits.failures).toMatchObject({ count: 50, endsAt: NOW + DAY });
  });

  test('the failure that locks tells of it, once, and none before it', () => {
    const counted = { count: 48, endsAt: NOW + DAY, noted: true } as const;
    const nearly = kim({ limits: { failures: { count: 48, endsAt: NOW + DAY }, wrongCodes: counted } });
    const before = afterOne(nearly, NOW);
    const lock = afterOne(before, NOW + MINUTE);
    expect(before.events).toEqual([]);
    expect(lock.events).toEqual([{ type: 'UserLocked', until: NOW + DAY, at: NOW + MINUTE }]);
    expect(afterOne(lock, NOW + 2 * MINUTE).events).toEqual([]);
  });

  test('ten wrong codes are told once in their window, however slowly they come and whatever is right between', () => {
    const nine = afterWrongCodes(kim(), 9, NOW, 60 * MINUTE);
    expect(nine.events).toEqual([]);
    const ten = afterOne(clearAttempts(nine), NOW + 10 * 60 * MINUTE);
    expect(ten.events).toEqual([{ type: 'WrongCodesRepeated', count: 10, at: NOW + 10 * 60 * MINUTE }]);
    expect(eventTypes(afterOne(ten, NOW + 11 * 60 * MINUTE))).toEqual([]);
    expect(eventTypes(afterWrongCodes(ten, 10, NOW + DAY, MINUTE))).toEqual(['WrongCodesRepeated']);
  });

  test('a lock is told instead of what leads to it', () => {
    const strict = { policy: { ...policy, failures: 10 }, now: NOW };
    const nine = kim({ limits: { failures: { count: 9, endsAt: NOW + DAY } } });
    expect(eventTypes(wrongCode(nine, strict).write)).toEqual(['UserLocked']);
  });

  test('a right code before the limit does not open the door to fifty more', () => {
    expect(clearAttempts(afterWrongCodes(kim(), 49, NOW, 13 * SECOND)).limits.failures?.count).toBe(49);
  });
});

describe('wrong codes in the trail', () => {
  const wrong = (kind: 'code' | 'backup_code', count: number, now: number) => ({
    type: 'WrongCodesEntered',
    kind,
    count,
    at: now,
  });

  test('are told from the first one on, and again when they have doubled, also past what else is told', () => {
    let user = kim();
    const told: DomainEvent[] = [];
    for (let time = 0; time < 50; time++) {
      user = afterOne(user, NOW + time * MINUTE);
      told.push(...user.events);
    }
    expect(told.filter(({ type }) => type === 'WrongCodesEntered')).toEqual(
      [1, 2, 4, 8, 16, 32].map((count) => wrong('code', count, NOW + (count - 1) * MINUTE)),
    );
  });

  test('of backup codes are told of as such', () => {
    const first = wrongBackupCode(kim(), at(NOW)).write;
    const second = wrongBackupCode({ ...(first ?? kim()), events: [] }, at(NOW + SECOND)).write;
    expect(first?.events).toEqual([wrong('backup_code', 1, NOW)]);
    expect(second?.events).toEqual([wrong('backup_code', 2, NOW + SECOND)]);
  });

  test('keep what the write tells besides', () => {
    const user = kim({ events: [{ type: 'EnrollmentSkipped', skips: 1, at: NOW }] });
    expect(eventTypes(wrongCode(user, at(NOW)).write)).toEqual(['EnrollmentSkipped', 'WrongCodesEntered']);
  });
});

describe('backup codes have a count of their own', () => {
  const afterWrong = (user: User, times: number, now: number): User =>
    Array.from({ length: times }).reduce<User>(
      (current) => wrongBackupCode({ ...current, events: [] }, at(now)).write ?? current,
      user,
    );

  test('five wrong ones in a minute, then the wait is said and told once', () => {
    expect(refused(wrongBackupCode(kim(), at(NOW)))).toEqual({ code: 'wrong_code', attemptsRemaining: 4 });
    const user = afterWrong(kim(), 5, NOW);
    const step = wrongBackupCode({ ...user, events: [] }, at(NOW + 20 * SECOND));
    expect(refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 40 });
    expect(step.write?.events).toEqual([
      { type: 'AttemptsExceeded', kind: 'backup_code', at: NOW + 20 * SECOND },
    ]);
    expect(wrongBackupCode(step.write ?? user, at(NOW + 30 * SECOND)).write).toBeUndefined();
    expect(refused(wrongBackupCode(user, at(NOW + MINUTE))).code).toBe('wrong_code');
  });

  test('wrong ones neither lock the user nor use up the attempts with codes', () => {
    expect(afterWrong(kim(), 5, NOW).limits).toEqual({
      backupAttempts: tries(5),
      wrongCodes: { count: 5, endsAt: NOW + DAY },
    });
  });

  test('the owner is told of the tenth wrong code of any kind, though right backup codes come between', () => {
    const five = clearAllAttempts(afterWrongCodes(kim(), 5, NOW));
    const nine = clearAllAttempts(afterWrong(five, 4, NOW + MINUTE));
    expect(nine.events).toEqual([]);
    const ten = afterWrong(nine, 1, NOW + 2 * MINUTE);
    expect(ten.events).toEqual([{ type: 'WrongCodesRepeated', count: 10, at: NOW + 2 * MINUTE }]);
    expect(afterWrong(clearAllAttempts(ten), 5, NOW + 3 * MINUTE).events).toEqual([]);
  });

  test('a hundred wrong codes in a day: wrong backup codes are no longer counted, and the answer says when', () => {
    const nearly = kim({ limits: { wrongCodes: { count: 98, noted: true, endsAt: NOW + DAY } } });
    expect(refused(wrongBackupCode(nearly, at(NOW))).attemptsRemaining).toBe(1);
    const full = afterWrong(nearly, 2, NOW);
    const step = wrongBackupCode({ ...full, events: [] }, at(NOW + 60 * MINUTE));
    expect(refused(step)).toEqual({ code: 'too_many_requests', retryAfter: 23 * 60 * 60 });
    expect(step.write).toBeUndefined();
    expect(attemptRefused(full, at(NOW))).toBeUndefined();
    expect(refused(wrongBackupCode(full, at(NOW + DAY))).code).toBe('wrong_code');
  });

  test('a right one ends every limit, the lock included; what was wrong before stays counted', () => {
    const requests = { count: 3, endsAt: NOW + DAY };
    const user = afterWrong(afterWrongCodes(kim({ limits: { requests } }), 50, NOW), 5, NOW);
    const { wrongCodes, ...rest } = clearAllAttempts(user).limits;
    expect(rest).toEqual({ requests });
    expect(wrongCodes?.count).toBe(55);
  });
});

test('whatever the pace of a guesser: at most 5 in a minute and 50 in a day get as far as a comparison', () => {
  const random = seeded(50);
  let user = kim();
  let now = NOW;
  const compared: number[] = [];
  while (now < NOW + 3 * DAY) {
    const stopped = attemptRefused({ ...user, events: [] }, at(now));
    user = stopped === undefined ? afterOne(user, now) : (stopped.write ?? user);
    if (stopped === undefined) compared.push(now);
    now += random.below(30 * SECOND);
  }
  const perDay = [0, 1, 2].map(
    (day) => compared.filter((time) => Math.floor((time - NOW) / DAY) === day).length,
  );
  expect(Math.max(...perDay)).toBeLessThanOrEqual(50);
  const bursts = compared.map(
    (start) => compared.filter((time) => time >= start && time < start + MINUTE).length,
  );
  expect(Math.max(...bursts)).toBe(5);
});
