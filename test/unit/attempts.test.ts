/** Guessing: five tries in a minute, fifty failures in a day, and no way round either. */

import {
  attemptsRemaining,
  chargeAttempt,
  chargeBackupAttempt,
  clearAllAttempts,
  clearAttempts,
  lockedUntil,
  noteFailures,
  refundAttempt,
  refundBackupAttempt,
} from '../../shared/domain/attempts.ts';
import type { User } from '../../shared/domain/user.ts';
import { seeded } from './support/seeded.ts';
import { DAY, eventTypes, kim, MINUTE, NOW, policy, refused, SECOND, written } from './support/users.ts';

/** The user after so many wrong codes, one after the other; each is charged as its write would leave it. */
function afterWrongCodes(user: User, times: number, at: number, apart = 0): User {
  let current = user;
  for (let time = 0; time < times; time++) {
    current = written(chargeAttempt({ ...current, events: [] }, policy, at + time * apart));
  }
  return current;
}

describe('five tries in a minute', () => {
  test('the sixth is refused before anything is compared, until the minute ends', () => {
    const user = afterWrongCodes(kim(), 5, NOW);
    const step = chargeAttempt(user, policy, NOW + 10 * SECOND);
    expect(refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 50 });
    expect(written(chargeAttempt(user, policy, NOW + MINUTE)).limits.attempts).toEqual({
      count: 1,
      endsAt: NOW + 2 * MINUTE,
    });
  });

  test('tries that are refused never prolong the wait', () => {
    let user = afterWrongCodes(kim(), 5, NOW);
    for (let at = NOW; at < NOW + MINUTE; at += 5 * SECOND) {
      const step = chargeAttempt(user, policy, at);
      expect(refused(step).retryAfter).toBe((NOW + MINUTE - at) / 1000);
      user = step.write ?? user;
    }
    expect(chargeAttempt(user, policy, NOW + MINUTE).result.ok).toBe(true);
  });

  test('it is told once per minute, not with every refused try', () => {
    const user = afterWrongCodes(kim(), 5, NOW);
    const first = chargeAttempt(user, policy, NOW);
    expect(eventTypes(first.write)).toEqual(['AttemptsExceeded']);
    const noted = { ...(first.write ?? user), events: [] };
    expect(chargeAttempt(noted, policy, NOW + SECOND).write).toBeUndefined();
  });

  test('a right code clears the minute and was no failure', () => {
    const user = clearAttempts(afterWrongCodes(kim(), 4, NOW));
    expect(user.limits.attempts).toBeUndefined();
    expect(user.limits.failures).toEqual({ count: 3, endsAt: NOW + DAY });
    expect(attemptsRemaining(user, policy, NOW)).toBe(5);
  });

  test('the answer to a wrong code says how many tries are left', () => {
    const left = [1, 2, 3, 4, 5].map((times) =>
      attemptsRemaining(afterWrongCodes(kim(), times, NOW), policy, NOW),
    );
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const nearlyLocked = kim({ limits: { failures: { count: 48, endsAt: NOW + DAY } } });
    expect(attemptsRemaining(nearlyLocked, policy, NOW)).toBe(2);
  });
});

describe('fifty failures in a day', () => {
  const locked = afterWrongCodes(kim(), 50, NOW, 13 * SECOND);

  test('the fifty-first try is refused, at any pace, until the window ends', () => {
    const later = NOW + 60 * MINUTE;
    expect(refused(chargeAttempt(locked, policy, later))).toEqual({
      code: 'too_many_requests',
      retryAfter: 23 * 60 * 60,
    });
    expect(lockedUntil(locked, policy, later)).toBe(NOW + DAY);
    expect(lockedUntil(locked, policy, NOW + DAY)).toBeUndefined();
    expect(chargeAttempt(locked, policy, NOW + DAY).result.ok).toBe(true);
  });

  test('the window is the first failure’s: the last one does not move it', () => {
    expect(locked.limits.failures).toEqual({ count: 50, endsAt: NOW + DAY });
  });

  test('the lock is told once', () => {
    const noted = noteFailures(locked, policy, NOW + 20 * MINUTE);
    expect(noted?.events.at(-1)).toEqual({ type: 'UserLocked', until: NOW + DAY, at: NOW + 20 * MINUTE });
    expect(noted && noteFailures(noted, policy, NOW + 21 * MINUTE)).toBeUndefined();
    expect(noteFailures(kim(), policy, NOW)).toBeUndefined();
  });

  test('ten wrong codes are told once in their window, however slowly they come and whatever is right between', () => {
    const ten = afterWrongCodes(kim(), 10, NOW, 60 * MINUTE);
    const at = NOW + 10 * 60 * MINUTE;

    expect(noteFailures(afterWrongCodes(kim(), 9, NOW, MINUTE), policy, at)).toBeUndefined();
    const warned = noteFailures(ten, policy, at);
    expect(warned?.events.at(-1)).toEqual({ type: 'WrongCodesRepeated', count: 10, at });
    const again = afterWrongCodes(clearAttempts(warned ?? kim()), 2, at + MINUTE, MINUTE);
    expect(noteFailures(again, policy, at + 3 * MINUTE)).toBeUndefined();
    const nextDay = afterWrongCodes(again, 10, NOW + DAY, MINUTE);
    expect(noteFailures(nextDay, policy, NOW + DAY + 10 * MINUTE)?.events).toHaveLength(1);
  });

  test('a lock is told instead of what leads to it', () => {
    const strict = { ...policy, failures: 10 };
    const user = kim({ limits: { failures: { count: 10, endsAt: NOW + DAY } } });
    const told = noteFailures(user, strict, NOW);
    expect(told?.events).toEqual([{ type: 'UserLocked', until: NOW + DAY, at: NOW }]);
    expect(noteFailures({ ...(told ?? user), events: [] }, strict, NOW)).toBeUndefined();
  });

  test('a right code before the limit does not open the door to fifty more', () => {
    const nearly = clearAttempts(afterWrongCodes(kim(), 50, NOW, 13 * SECOND));
    expect(nearly.limits.failures?.count).toBe(49);
  });
});

describe('backup codes have a count of their own', () => {
  const locked = kim({
    limits: {
      attempts: { count: 5, endsAt: NOW + MINUTE },
      failures: { count: 50, endsAt: NOW + DAY },
    },
  });

  test('who is locked out can still try one', () => {
    expect(chargeBackupAttempt(locked, policy, NOW).result.ok).toBe(true);
  });

  test('five tries in a minute for them too', () => {
    let user = kim();
    for (let time = 0; time < 5; time++) user = written(chargeBackupAttempt(user, policy, NOW));
    const step = chargeBackupAttempt(user, policy, NOW + 20 * SECOND);
    expect(refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 40 });
    expect(step.write?.events).toEqual([
      { type: 'AttemptsExceeded', kind: 'backup_code', at: NOW + 20 * SECOND },
    ]);
    expect(chargeBackupAttempt({ ...(step.write ?? user), events: [] }, policy, NOW).write).toBeUndefined();
  });

  test('wrong backup codes neither lock the user nor use up the tries with codes', () => {
    const user = written(chargeBackupAttempt(kim(), policy, NOW));
    expect(user.limits.failures).toBeUndefined();
    expect(attemptsRemaining(user, policy, NOW)).toBe(5);
  });

  test('a right one ends every count, the lock included', () => {
    const requests = { count: 3, endsAt: NOW + DAY };
    const user = clearAllAttempts({ ...locked, limits: { ...locked.limits, requests } });
    expect(user.limits).toEqual({ requests });
  });
});

test('whatever the pace of a guesser: at most 5 in a minute and 50 in a day get as far as a comparison', () => {
  const random = seeded(50);
  let user = kim();
  let at = NOW;
  const compared: number[] = [];
  while (at < NOW + 3 * DAY) {
    const step = chargeAttempt({ ...user, events: [] }, policy, at);
    user = step.write ?? user;
    if (step.result.ok) compared.push(at);
    at += random.below(2 * MINUTE);
  }
  const perDay = [0, 1, 2].map(
    (day) => compared.filter((time) => Math.floor((time - NOW) / DAY) === day).length,
  );
  expect(Math.max(...perDay)).toBeLessThanOrEqual(50);
  const bursts = compared.map(
    (start) => compared.filter((time) => time >= start && time < start + MINUTE).length,
  );
  // Two windows can touch, so a minute of any start sees at most the limits of both.
  expect(Math.max(...bursts)).toBeLessThanOrEqual(10);
});

test('a right code that could not be answered is no try and no failure', () => {
  const charged = written(chargeAttempt(kim(), policy, NOW));
  const twice = written(chargeAttempt(charged, policy, NOW));

  const backup = written(chargeBackupAttempt(kim(), policy, NOW));

  expect(refundAttempt(charged, charged).limits).toEqual({});
  expect(refundAttempt(twice, charged).limits).toEqual(charged.limits);
  expect(refundBackupAttempt(backup, backup).limits).toEqual({});
});

test('a try is never taken back from a window that has opened since', () => {
  const charged = written(chargeAttempt(kim(), policy, NOW));
  const next = written(chargeAttempt(charged, policy, NOW + 2 * MINUTE));

  const { limits } = refundAttempt(next, charged);

  expect(limits.attempts).toEqual(next.limits.attempts);
  expect(limits.failures?.count).toBe(1);
});
