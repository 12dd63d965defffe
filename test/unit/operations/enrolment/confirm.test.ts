/** What confirming an app and a phone have in common: what enabling gives, and what a wrong code costs. */

import { findBackupCode } from '../../../../shared/domain/backup-codes.ts';
import type { Caller } from '../../../../shared/domain/caller.ts';
import { replaceBackupCodes } from '../../../../shared/operations/enrolment/replace-backup-codes.ts';
import { ENROLMENTS, enrolling } from '../../support/enrolling.ts';
import { withoutRequests } from '../../support/events.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { MINUTE, NOW, SECOND, tries } from '../../support/users.ts';
import { caller, EMAIL, KEYS, request, withApp, withoutSid, withPhone } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe.each([
  ['app', 'totp', ['otp', 'mfa']],
  ['text', 'phone', ['sms', 'mfa']],
  ['call', 'phone', ['tel', 'mfa']],
] as const)('a right code of a first factor, by %s', (way, method, amr) => {
  test('enables it, with backup codes, by one read and one write that waits for the signature', async () => {
    const { confirm, users, calls, landedSince } = await enrolling(way);

    expect(await confirm()).toEqual({
      ok: true,
      value: {
        enabled: true,
        method,
        backupCodes: Array.from({ length: 10 }, () => expect.any(String)),
        assertion: expect.any(String),
      },
    });
    expect(calls).toEqual(['load', 'signature', 'write']);
    expect(landedSince()).toBe(1);
    expect(users.kim()).toMatchObject({ factor: { method, enabledAt: NOW }, limits: expect.any(Object) });
    expect(users.kim().pending).toBeUndefined();
    expect(withoutRequests(users.events)).toMatchObject([{ type: 'TwoFactorEnabled', method, at: NOW }]);
  });

  test('is worth an assertion that says how it was proved, and that it enabled', async () => {
    const { confirm, signedSince } = await enrolling(way);
    await confirm();

    const iat = NOW / SECOND;
    expect(signedSince()).toEqual([
      expect.objectContaining({
        sub: 'kim',
        sid: 'session',
        exp: iat + 300,
        outcome: 'verified',
        purpose: 'enrollment',
        auth_time: iat,
        method,
        amr,
      }),
    ]);
  });

  test('shows the backup codes that are stored', async () => {
    const { confirm, users } = await enrolling(way);
    const confirmed = await confirm();

    const shown = confirmed.ok ? (confirmed.value.backupCodes ?? []) : [];
    const found = shown.map((code) => findBackupCode(KEYS, users.kim(), code));
    expect(found).toEqual(users.kim().backupCodes?.hashes);
    expect(new Set(found).size).toBe(10);
  });

  test('enables it once', async () => {
    const { confirm, rightCode } = await enrolling(way);
    const code = rightCode();

    const answers = await Promise.all([confirm(code), confirm(code), confirm(code)]);

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(2).fill(refusedWith('nothing_pending')));
  });
});

describe.each(ENROLMENTS)('a switch, by %s', (way) => {
  const user = way === 'app' ? withPhone() : withApp();

  test('keeps the backup codes, and shows none', async () => {
    const { confirm, users } = await enrolling(way, { user });
    const confirmed = await confirm();

    expect(confirmed.ok && confirmed.value).not.toHaveProperty('backupCodes');
    expect(users.kim().backupCodes).toEqual(user.backupCodes);
    expect(withoutRequests(users.events)).toMatchObject([
      { type: 'MethodChanged', from: user.factor?.method },
    ]);
  });

  test('voids the step-ups from before; the one that comes with it counts', async () => {
    const { confirm, stepUpBefore, deps } = await enrolling(way, { user });
    const confirmed = await confirm();
    const replace = (headers: Record<string, string>) =>
      replaceBackupCodes(deps)({ ...request(caller, headers), body: {} });

    const after = { 'x-2fa-assertion': confirmed.ok ? confirmed.value.assertion : '' };
    expect(await replace(stepUpBefore)).toEqual(refusedWith('step_up_required'));
    expect(await replace(after)).toMatchObject({ ok: true });
  });
});

describe.each(ENROLMENTS)('by %s, where notices go is remembered', (way) => {
  const confirmedIn = async (headers: Record<string, string>) => {
    const { confirm, rightCode, wrongCode, users } = await enrolling(way);
    await confirm(wrongCode());
    const before = users.kim().contact;
    await confirm(rightCode(), { headers });
    return { before, after: users.kim().contact };
  };

  test('with a right code: the address, and the language of the request', async () => {
    const { before, after } = await confirmedIn({ 'accept-language': 'ja' });

    expect(before).toBeUndefined();
    expect(after && Buffer.from(KEYS.open('email', caller.userId, after.email)).toString()).toBe(EMAIL);
    expect(after?.locale).toBe('ja');
  });
});

describe.each(ENROLMENTS)('a wrong code, by %s', (way) => {
  test('is counted by one write, after a signature that never leaves', async () => {
    const { confirm, wrongCode, users, calls, landedSince, signedSince } = await enrolling(way);

    expect(await confirm(wrongCode())).toEqual({
      ok: false,
      error: { code: 'wrong_code', attemptsRemaining: 4 },
    });
    expect(calls).toEqual(['load', 'signature', 'write']);
    expect(landedSince()).toBe(1);
    const iat = NOW / SECOND;
    expect(signedSince()).toEqual([expect.objectContaining({ outcome: 'void', iat, exp: iat })]);
    expect(signedSince()[0]).not.toHaveProperty('amr');
    expect(users.kim().limits).toMatchObject({ attempts: tries(1), failures: { count: 1 } });
    expect(users.kim().factor).toBeUndefined();
  });
});

describe.each(ENROLMENTS)('by %s, nothing is confirmed', (way) => {
  test.each<[string, Caller]>([
    ['in another session than the one that started', { ...caller, sid: 'other' }],
    ['outside of that session', withoutSid(caller)],
  ])('%s', async (_where, by) => {
    const { confirm, calls } = await enrolling(way);

    expect(await confirm(undefined, { by })).toEqual(refusedWith('nothing_pending'));
    expect(calls).toEqual(['load']);
  });

  test('later than ten minutes', async () => {
    const { confirm, clock, rightCode, calls } = await enrolling(way);
    clock.advance(10 * MINUTE);

    expect(await confirm(rightCode())).toEqual(refusedWith('enrollment_expired'));
    expect(calls).toEqual(['load']);
  });

  test('but in any session, if none was named at the start', async () => {
    const { confirm } = await enrolling(way, { by: withoutSid(caller) });

    expect(await confirm(undefined, { by: caller })).toMatchObject({ ok: true });
  });
});
