/** Setting up, switching and turning off: the factor in force stays in force until the new one is proved. */

import {
  type ConfirmContext,
  confirmPhone,
  confirmTotp,
  disable,
  pendingOf,
  replaceBackupCodes,
  skipPrompt,
} from '../../shared/domain/enrolment.ts';
import type { BackupCodes, User } from '../../shared/domain/user.ts';
import { appCode, keys, otherThan, SEALED_SECRET, sentTo, stepAt, wrongAppCode } from './support/codes.ts';
import { DEFAULT_PROMPT } from './support/decision-table.ts';
import {
  DAY,
  hash,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  pendingTotp,
  phoneFactor,
  policy,
  refused,
  sentCode,
  totpFactor,
  tries,
  written,
} from './support/users.ts';

const oldCodes: BackupCodes = { hashes: [hash('old')], generatedAt: NOW - DAY };
const newCodes: BackupCodes = { hashes: [hash('new')], generatedAt: NOW };
const start = (user: User, pending: User['pending'] & object): User => ({ ...user, pending });
const context: ConfirmContext = { keys, policy, now: NOW, caller: {}, locale: 'en', backupCodes: newCodes };
const counted = (count: number) => ({
  attempts: tries(count),
  failures: { count, endsAt: NOW + DAY },
  wrongCodes: { count, endsAt: NOW + DAY },
});

const app = pendingTotp('app', { secret: SEALED_SECRET });
const confirmApp = (user: User, code = appCode(), given: Partial<ConfirmContext> = {}) =>
  confirmTotp(user, code, { ...context, ...given });

const { code: numberCode, stored: numberSent } = sentTo('phone', 'call');
const number = pendingPhone('phone', { code: numberSent });
const confirmNumber = (user: User, code = numberCode, given: Partial<ConfirmContext> = {}) =>
  confirmPhone(user, code, { ...context, ...given });

describe('the first factor', () => {
  const confirmed = confirmApp(start(kim({ version: 5, exempt: 'sso', limits: counted(2) }), app));

  test('comes with backup codes, and nothing stays pending', () => {
    expect(confirmed.result).toEqual({ ok: true, value: { proof: { method: 'totp' }, firstFactor: true } });
    const user = written(confirmed);
    expect(user.backupCodes).toEqual(newCodes);
    expect(user.pending).toBeUndefined();
    expect(user.exempt).toBeUndefined();
    const { attempts: _cleared, ...kept } = counted(2);
    expect(user.limits).toEqual(kept);
    expect(user.factorVersion).toBe(5);
    expect(user.events).toEqual([{ type: 'TwoFactorEnabled', method: 'totp', at: NOW }]);
  });

  test('the code that proved it is spent: it is no first sign-in', () => {
    expect(written(confirmed).factor).toEqual({
      method: 'totp',
      secret: SEALED_SECRET,
      lastStep: stepAt(NOW),
      enabledAt: NOW,
    });
  });

  test('is confirmed once: a parallel confirmation finds nothing pending', () => {
    expect(refused(confirmApp(written(confirmed)))).toEqual({ code: 'nothing_pending' });
  });

  test('an address is noted with it', () => {
    const caller = { email: 'kim@example.com' };
    expect(written(confirmApp(start(kim(), app), appCode(), { caller, locale: 'fr' })).contact?.locale).toBe(
      'fr',
    );
  });
});

describe('a telephone number', () => {
  const user = start(kim(), number);

  test('is put in force by the code that was sent to it, and its proof says how it came', () => {
    const step = confirmNumber(user);
    expect(step.result).toEqual({
      ok: true,
      value: { proof: { method: 'phone', channel: 'call' }, firstFactor: true },
    });
    expect(written(step).factor).toEqual({
      method: 'phone',
      number: number.number,
      country: number.destination.country,
      channels: number.channels,
      enabledAt: NOW,
    });
  });

  test('a wrong code counts against the user and the code', () => {
    const step = confirmNumber(user, otherThan(numberCode));
    expect(refused(step)).toEqual({ code: 'wrong_code', attemptsRemaining: 4 });
    expect(step.write?.pending).toEqual({ ...number, code: { ...numberSent, attempts: 1 } });
    expect(step.write?.limits).toEqual(counted(1));
  });

  test('a worn-out code is dead, right or wrong, and nothing is counted', () => {
    const worn = start(kim(), pendingPhone('phone', { code: { ...numberSent, attempts: 5 } }));
    for (const code of [numberCode, otherThan(numberCode)]) {
      expect(confirmNumber(worn, code)).toEqual({ result: { ok: false, error: { code: 'code_expired' } } });
    }
  });

  test('a code that was sent for another enrolment is wrong', () => {
    const replaced = start(user, pendingPhone('other', { code: numberSent }));
    expect(refused(confirmNumber(replaced)).code).toBe('wrong_code');
  });
});

describe('limits', () => {
  const wrongOf = [
    [
      'app',
      start(kim(), app),
      (user: User, wrong: boolean) => confirmApp(user, wrong ? wrongAppCode() : undefined),
    ],
    [
      'telephone',
      start(kim(), number),
      (user: User, wrong: boolean) => confirmNumber(user, wrong ? otherThan(numberCode) : undefined),
    ],
  ] as const;

  test.each(wrongOf)('a wrong code of an %s is counted', (_method, user, confirm) => {
    const step = confirm(user, true);
    expect(refused(step)).toEqual({ code: 'wrong_code', attemptsRemaining: 4 });
    expect(step.write?.limits).toEqual(counted(1));
    expect(step.write?.factor).toBeUndefined();
  });

  test.each(wrongOf)('in force, a right and a wrong code of an %s fare alike', (_method, user, confirm) => {
    const full = { ...user, limits: { attempts: tries(5) } };
    expect(refused(confirm(full, false)).code).toBe('too_many_attempts');
    expect(confirm(full, false)).toEqual(confirm(full, true));
    const locked = { ...user, limits: { failures: { count: 50, endsAt: NOW + DAY } } };
    expect(refused(confirm(locked, false)).code).toBe('too_many_requests');
    expect(confirm(locked, false)).toEqual(confirm(locked, true));
  });
});

describe('a switch', () => {
  const enabled = kim({ version: 9, factor: totpFactor(), factorVersion: 3, backupCodes: oldCodes });

  test('keeps the old factor in force until the new one is confirmed', () => {
    expect(start(enabled, number)).toMatchObject({ factor: totpFactor(), factorVersion: 3 });
  });

  test('then drops it, leaves the backup codes as they are, and voids step-ups from before', () => {
    const step = confirmNumber(start(enabled, number));
    expect(step.result).toMatchObject({ ok: true, value: { firstFactor: false } });
    const user = written(step);
    expect(user.factor?.method).toBe('phone');
    expect(user.backupCodes).toEqual(oldCodes);
    expect(user.factorVersion).toBe(9);
  });

  test('voids the code that was sent for the old factor', () => {
    const user = kim({ factor: phoneFactor(), sentCode: { ...sentCode('code'), challenge: 'challenge' } });
    expect(written(confirmNumber(start(user, number))).sentCode).toBeUndefined();
  });

  test.each([
    ['app to phone', totpFactor(), 'phone', { type: 'MethodChanged', from: 'totp', method: 'phone' }],
    ['phone to app', phoneFactor(), 'totp', { type: 'MethodChanged', from: 'phone', method: 'totp' }],
    ['app to app', totpFactor(), 'totp', { type: 'AuthenticatorReplaced' }],
    ['phone to phone', phoneFactor(), 'phone', { type: 'PhoneNumberChanged' }],
  ] as const)('%s is told as what it is', (_name, factor, method, event) => {
    const user = kim({ factor, backupCodes: oldCodes });
    const step = method === 'totp' ? confirmApp(start(user, app)) : confirmNumber(start(user, number));
    const confirmed = method === 'phone' ? { confirmed: number.destination } : {};
    expect(written(step).events).toEqual([{ ...event, ...confirmed, at: NOW }]);
  });
});

describe('what is pending', () => {
  test('is replaced by a new start: the secret shown before can no longer be confirmed', () => {
    const user = start(start(kim(), app), pendingTotp('second', { secret: otherSecret() }));
    expect(refused(confirmApp(user)).code).toBe('wrong_code');
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

  test('is judged by the session that confirms, and costs no attempt there', () => {
    const nothing = { result: { ok: false, error: { code: 'nothing_pending' } } };
    const ofSession = { caller: { sid: 'session-1' } };
    const theirs = { caller: { sid: 'session-2' } };
    const userOfApp = start(kim(), { ...app, sid: 'session-1' });
    const userOfNumber = start(kim(), { ...number, sid: 'session-1' });
    expect(confirmApp(userOfApp, appCode(), theirs)).toEqual(nothing);
    expect(confirmApp(userOfApp, appCode(), ofSession).result.ok).toBe(true);
    expect(confirmNumber(userOfNumber, numberCode, theirs)).toEqual(nothing);
    expect(confirmNumber(userOfNumber, numberCode, ofSession).result.ok).toBe(true);
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
    const replaced = written(replaceBackupCodes(user, newCodes, context));
    expect(replaced.backupCodes).toEqual(newCodes);
    expect(replaced.events).toEqual([{ type: 'BackupCodesReplaced', count: 1, at: NOW }]);
  });

  test('there are none without a factor', () => {
    expect(refused(replaceBackupCodes(kim(), newCodes, context))).toEqual({ code: 'not_enabled' });
  });
});

describe('turning off', () => {
  const user = kim({
    version: 4,
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
    expect(off.factorVersion).toBe(user.version);
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
  const DUE = { ...DEFAULT_PROMPT, requiredAfterSkips: 2 };

  test('is no answer once the prompt is due', () => {
    const twice = kim({ prompt: { firstAskedAt: NOW - DAY, skips: 2 } });
    expect(refused(skipPrompt(twice, DUE, { policy, now: NOW }))).toEqual({ code: 'forbidden' });
    expect(
      written(skipPrompt({ ...twice, prompt: { skips: 1 } }, DUE, { policy, now: NOW })).prompt.skips,
    ).toBe(2);
  });

  test('is counted, and remembers when it was first asked', () => {
    const once = written(skipPrompt(kim(), DEFAULT_PROMPT, { policy, now: NOW }));
    const twice = written(skipPrompt({ ...once, events: [] }, DEFAULT_PROMPT, { policy, now: NOW + DAY }));
    expect(twice.prompt).toEqual({ firstAskedAt: NOW, skips: 2 });
    expect(twice.events).toEqual([{ type: 'EnrollmentSkipped', skips: 2, at: NOW + DAY }]);
  });

  test('is no way round a factor that is in force', () => {
    expect(refused(skipPrompt(kim({ factor: totpFactor() }), DUE, { policy, now: NOW }))).toEqual({
      code: 'already_enabled',
    });
  });
});

function otherSecret() {
  return keys.seal('totp-secret', kim().id, new Uint8Array(20).fill(1));
}
