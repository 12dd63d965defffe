/** A code answers a challenge, once, for a signed assertion. */

import { rememberContact } from '../../../../shared/domain/contact.ts';
import { withoutRequests } from '../../support/events.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor, METHOD_OF, signingIn, WAYS } from '../../support/signing-in.ts';
import { DAY, kim, MINUTE, NOW, SECOND, tries } from '../../support/users.ts';
import { app, BACKUP_CODES, caller, EMAIL, KEYS, withoutSid } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('a right code', () => {
  test.each([
    ['app', ['otp', 'mfa'], 10, ['load', 'write', 'signature']],
    ['text', ['sms', 'mfa'], 10, ['load', 'write', 'signature']],
    ['call', ['tel', 'mfa'], 10, ['load', 'write', 'signature']],
    ['backup code', ['otp', 'mfa'], 9, ['load', 'signature', 'write']],
  ] as const)(
    'by %s: its assertion says how it was proved, after one read and one write',
    async (way, amr, backupCodesRemaining, calls) => {
      const all = await askedFor(way);
      const method = METHOD_OF[way];

      expect(await all.answer()).toEqual({
        ok: true,
        value: { assertion: 'assertion 1', method, backupCodesRemaining },
      });
      const iat = NOW / SECOND;
      expect(all.signer.signed).toEqual([
        {
          iss: 'https://2fa.portal.example',
          aud: 'portal',
          sub: 'kim',
          sid: 'session',
          iat,
          exp: iat + 300,
          jti: expect.any(String),
          outcome: 'verified',
          purpose: 'sign_in',
          auth_time: iat,
          method,
          amr,
        },
      ]);
      expect(all.calls).toEqual(calls);
    },
  );

  test.each(WAYS)('by %s is told of', async (way) => {
    const { answer, users } = await askedFor(way, { purpose: 'step_up' });
    await answer();

    const channel = { text: { channel: 'sms' }, call: { channel: 'call' }, app: {}, 'backup code': {} }[way];
    const verified = {
      type: 'SignInVerified',
      method: METHOD_OF[way],
      ...channel,
      purpose: 'step_up',
      at: NOW,
    };
    const used = { type: 'BackupCodeUsed', purpose: 'step_up', remaining: 9, at: NOW };
    expect(withoutRequests(users.events)).toEqual(way === 'backup code' ? [used, verified] : [verified]);
  });

  test.each(WAYS)('by %s on a step-up says so in its assertion', async (way) => {
    const { answer, signer } = await askedFor(way, { purpose: 'step_up' });
    await answer();

    expect(signer.signed).toMatchObject([{ outcome: 'verified', purpose: 'step_up' }]);
  });

  test('outside of any session names none in its assertion', async () => {
    const { answer, signer } = await askedFor('app', { by: withoutSid(caller) });
    await answer();

    expect(signer.signed).toHaveLength(1);
    expect(signer.signed[0]).not.toHaveProperty('sid');
  });

  test.each(WAYS)('by %s answers its challenge once', async (way) => {
    const { answer, rightCode } = await askedFor(way);
    const code = rightCode();
    await answer(code);

    expect(await answer(code)).toEqual(refusedWith('challenge_used'));
  });

  test.each([
    ['app', 'wrong_code'],
    ['text', 'nothing_pending'],
    ['backup code', 'wrong_code'],
  ] as const)('by %s is used up for other challenges, too', async (way, refusal) => {
    const { answer, challenge, verify, rightCode } = await askedFor(way);
    const code = rightCode();
    await answer(code);

    expect(await verify(await challenge(), METHOD_OF[way], code)).toMatchObject(refusedWith(refusal));
  });

  test('from the step before counts, and from two steps before does not', async () => {
    const { answer, wrongCode } = await askedFor('app');

    expect(await answer(app.codeAt(NOW, -2))).toMatchObject(refusedWith('wrong_code'));
    expect(await answer(wrongCode())).toMatchObject(refusedWith('wrong_code'));
    expect(await answer(app.codeAt(NOW, -1))).toMatchObject({ ok: true });
  });

  test('is not accepted once a later one was', async () => {
    const { answer, challenge, verify } = await askedFor('app');
    await answer(app.codeAt(NOW, 1));

    expect(await verify(await challenge(), 'totp', app.codeAt(NOW))).toMatchObject(refusedWith('wrong_code'));
  });

  test('clears what the minute has counted, and a backup code the lock as well', async () => {
    const limits = {
      attempts: tries(2),
      backupAttempts: tries(5),
      failures: { count: 2, endsAt: NOW + DAY },
    };
    const byApp = await askedFor('app', { parts: { limits } });
    await byApp.answer();
    expect(byApp.users.kim().limits).toEqual({
      backupAttempts: limits.backupAttempts,
      failures: limits.failures,
    });

    const byBackupCode = await askedFor('backup code', { parts: { limits } });
    await byBackupCode.answer();
    const notices = { backupCodeUsed: { count: 1, endsAt: NOW + 60 * MINUTE } };
    expect(byBackupCode.users.kim().limits).toEqual({ notices });
  });

  test('ends what an earlier sign-in was exempt for', async () => {
    const { answer, users } = await askedFor('text', { parts: { exempt: 'sso' } });
    await answer();

    expect(users.kim().exempt).toBeUndefined();
  });

  test.each(BACKUP_CODES.map((code) => [code]))(
    'can be the backup code %s, however it is typed',
    async (code) => {
      const { verify, challenge } = signingIn();
      const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;

      expect(await verify(await challenge(), 'backup_code', typed)).toMatchObject({ ok: true });
    },
  );
});

describe('where notices go is remembered with a right code', () => {
  const contactOf = ({ users }: Awaited<ReturnType<typeof askedFor>>) => {
    const { contact } = users.kim();
    return (
      contact && [Buffer.from(KEYS.open('email', caller.userId, contact.email)).toString(), contact.locale]
    );
  };

  test.each(WAYS)('by %s: the address, and the language of the request', async (way) => {
    const all = await askedFor(way);
    await all.answer(undefined, { headers: { 'accept-language': 'de' } });

    expect(contactOf(all)).toEqual([EMAIL, 'de']);
  });

  test('in the operator’s language, if the request names none', async () => {
    const all = await askedFor('app');
    await all.answer();

    expect(contactOf(all)).toEqual([EMAIL, 'en']);
  });

  test('and stays as it was for a token without an address', async () => {
    const known = rememberContact(kim(), { email: 'old@example.com' }, { keys: KEYS, locale: 'fr' });
    const { email: _email, ...by } = caller;
    const all = await askedFor('app', { by, parts: known });
    await all.answer();

    expect(contactOf(all)).toEqual(['old@example.com', 'fr']);
  });
});
