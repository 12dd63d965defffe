/** Setting up, switching and turning off: the factor in force stays in force until the new one is proved. */

import type { TimeStep } from '../../shared/domain/brand.ts';
import {
  channelsOf,
  confirmPhone,
  confirmTotp,
  disable,
  pendingOf,
  replaceBackupCodes,
  skipPrompt,
  startPending,
} from '../../shared/domain/enrolment.ts';
import type { BackupCodes, User } from '../../shared/domain/user.ts';
import {
  DAY,
  hash,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  pendingTotp,
  phoneFactor,
  refused,
  sealed,
  sentCode,
  totpFactor,
  written,
} from './support/users.ts';

const STEP = 58_000_000 as TimeStep;
const oldCodes: BackupCodes = { hashes: [hash('old')], generatedAt: NOW - DAY };
const newCodes: BackupCodes = { hashes: [hash('new')], generatedAt: NOW };
const start = (user: User, pending: User['pending'] & object) => written(startPending(user, pending));

describe('the first factor', () => {
  const pending = pendingTotp('app');
  const confirmed = confirmTotp(start(kim({ exempt: 'sso' }), pending), pending, STEP, newCodes, NOW);

  test('comes with backup codes, and nothing stays pending', () => {
    expect(confirmed.result).toEqual({ ok: true, value: { method: 'totp', firstFactor: true } });
    const user = written(confirmed);
    expect(user.backupCodes).toEqual(newCodes);
    expect(user.pending).toBeUndefined();
    expect(user.exempt).toBeUndefined();
    expect(user.events).toEqual([{ type: 'TwoFactorEnabled', method: 'totp', at: NOW }]);
  });

  test('the code that proved it is spent: it is no first sign-in', () => {
    expect(written(confirmed).factor).toEqual({
      method: 'totp',
      secret: sealed('secret of app'),
      lastStep: STEP,
      enabledAt: NOW,
    });
  });

  test('is confirmed once: a parallel confirmation finds nothing pending', () => {
    expect(refused(confirmTotp(written(confirmed), pending, STEP, newCodes, NOW))).toEqual({
      code: 'nothing_pending',
    });
  });
});

describe('a switch', () => {
  const enabled = kim({ factor: totpFactor(), backupCodes: oldCodes });
  const pending = pendingPhone('phone');

  test('keeps the old factor in force until the new one is confirmed', () => {
    expect(start(enabled, pending).factor).toEqual(totpFactor());
  });

  test('then drops it, and leaves the backup codes as they are', () => {
    const step = confirmPhone(start(enabled, pending), pending, newCodes, NOW);
    expect(step.result).toEqual({ ok: true, value: { method: 'phone', firstFactor: false } });
    const user = written(step);
    expect(user.factor).toEqual({
      method: 'phone',
      number: sealed('number of phone'),
      channels: ['sms', 'call'],
      enabledAt: NOW,
    });
    expect(user.backupCodes).toEqual(oldCodes);
  });

  test('voids the code that was sent for the old factor', () => {
    const user = kim({ factor: phoneFactor(), sentCode: { ...sentCode('code'), challenge: 'challenge' } });
    expect(written(confirmPhone(start(user, pending), pending, newCodes, NOW)).sentCode).toBeUndefined();
  });

  test.each([
    ['app to phone', totpFactor(), 'phone', { type: 'MethodChanged', from: 'totp', method: 'phone' }],
    ['phone to app', phoneFactor(), 'totp', { type: 'MethodChanged', from: 'phone', method: 'totp' }],
    ['app to app', totpFactor(), 'totp', { type: 'AuthenticatorReplaced' }],
    ['phone to phone', phoneFactor(), 'phone', { type: 'PhoneNumberChanged' }],
  ] as const)('%s is told as what it is', (_name, factor, method, event) => {
    const user = kim({ factor, backupCodes: oldCodes });
    const app = pendingTotp('next');
    const step =
      method === 'totp'
        ? confirmTotp(start(user, app), app, STEP, newCodes, NOW)
        : confirmPhone(start(user, pending), pending, newCodes, NOW);
    expect(written(step).events).toEqual([{ ...event, at: NOW }]);
  });
});

describe('what is pending', () => {
  test('is replaced by a new start: the secret shown before can no longer be confirmed', () => {
    const first = pendingTotp('first');
    const user = start(start(kim(), first), pendingTotp('second'));
    expect(refused(confirmTotp(user, first, STEP, newCodes, NOW))).toEqual({ code: 'nothing_pending' });
  });

  test('is there for ten minutes', () => {
    const user = start(kim(), pendingTotp('app', { expiresAt: NOW + 10 * MINUTE }));
    expect(pendingOf(user, 'totp', undefined, NOW + 10 * MINUTE - 1)).toMatchObject({ ok: true });
    expect(pendingOf(user, 'totp', undefined, NOW + 10 * MINUTE)).toEqual({
      ok: false,
      error: { code: 'enrollment_expired' },
    });
  });

  test('is another method’s or another session’s: nothing is pending here', () => {
    const nothing = { ok: false, error: { code: 'nothing_pending' } };
    const user = start(kim(), pendingTotp('app', { sid: 'session-1' }));
    expect(pendingOf(user, 'totp', 'session-1', NOW)).toMatchObject({ ok: true });
    expect(pendingOf(user, 'totp', 'session-2', NOW)).toEqual(nothing);
    expect(pendingOf(user, 'totp', undefined, NOW)).toEqual(nothing);
    expect(pendingOf(user, 'phone', 'session-1', NOW)).toEqual(nothing);
    expect(pendingOf(kim(), 'totp', undefined, NOW)).toEqual(nothing);
  });

  test('does not tell another session that it has expired', () => {
    const user = start(kim(), pendingTotp('app', { sid: 'session-1', expiresAt: NOW }));
    expect(pendingOf(user, 'totp', 'session-2', NOW)).toMatchObject({ error: { code: 'nothing_pending' } });
  });

  test('started without a session, is confirmed in any of the same user', () => {
    const user = start(kim(), pendingTotp('app'));
    expect(pendingOf(user, 'totp', 'session-2', NOW)).toMatchObject({ ok: true });
  });
});

describe('backup codes replaced', () => {
  test('the old set stops working at once', () => {
    const user = kim({ factor: totpFactor(), backupCodes: oldCodes });
    const replaced = written(replaceBackupCodes(user, newCodes, NOW));
    expect(replaced.backupCodes).toEqual(newCodes);
    expect(replaced.events).toEqual([{ type: 'BackupCodesReplaced', count: 1, at: NOW }]);
  });

  test('there are none without a factor', () => {
    expect(refused(replaceBackupCodes(kim(), newCodes, NOW))).toEqual({ code: 'not_enabled' });
  });
});

describe('turning off', () => {
  const user = kim({
    factor: totpFactor(),
    backupCodes: oldCodes,
    pending: pendingPhone('phone'),
    limits: { failures: { count: 3, endsAt: NOW + DAY } },
  });

  test('leaves no factor, code or enrolment, and voids open challenges and step-ups', () => {
    const off = written(disable(user, NOW));
    expect(off).not.toHaveProperty('factor');
    expect(off).not.toHaveProperty('backupCodes');
    expect(off).not.toHaveProperty('pending');
    expect(off.resetAt).toBe(NOW);
    expect(off.events).toEqual([{ type: 'TwoFactorDisabled', method: 'totp', at: NOW }]);
  });

  test('resets no count of failures', () => {
    expect(written(disable(user, NOW)).limits).toEqual(user.limits);
  });

  test('is not for who has none', () => {
    expect(refused(disable(kim(), NOW))).toEqual({ code: 'not_enabled' });
  });
});

describe('not now', () => {
  test('is counted, and remembers when it was first asked', () => {
    const once = written(skipPrompt(kim(), NOW));
    const twice = written(skipPrompt({ ...once, events: [] }, NOW + DAY));
    expect(twice.prompt).toEqual({ firstAskedAt: NOW, skips: 2 });
    expect(twice.events).toEqual([{ type: 'EnrollmentSkipped', skips: 2, at: NOW + DAY }]);
  });

  test('is no way round a factor that is in force', () => {
    expect(refused(skipPrompt(kim({ factor: totpFactor() }), NOW))).toEqual({ code: 'already_enabled' });
  });
});

test('a fixed line takes calls only', () => {
  expect(channelsOf(true)).toEqual(['sms', 'call']);
  expect(channelsOf(false)).toEqual(['call']);
});
