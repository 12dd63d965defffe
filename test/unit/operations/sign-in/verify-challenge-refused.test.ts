/** Codes that answer no challenge: what a wrong one costs, and which are not even compared. */

import type { Caller } from '../../../../shared/domain/caller.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor, signingIn, WAYS } from '../../support/signing-in.ts';
import { DAY, kim, MINUTE, NOW, totpFactor, tries } from '../../support/users.ts';
import { BACKUP_CODE, caller, withApp, withoutSid, withPhone } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('a wrong code', () => {
  test.each(WAYS)('by %s is counted by one write, and nothing is signed', async (way) => {
    const { answer, wrongCode, calls, signer } = await askedFor(way);

    expect(await answer(wrongCode())).toEqual({
      ok: false,
      error: { code: 'wrong_code', attemptsRemaining: 4 },
    });
    expect(calls).toEqual(['load', 'write']);
    expect(signer.signed).toEqual([]);
  });

  test('counts for the minute and the day, over challenges and methods', async () => {
    const { answer, wrongCode, challenge, verify, users } = await askedFor('app');
    await answer(wrongCode());
    await verify(await challenge('step_up'), 'totp', wrongCode());

    expect(users.kim().limits).toEqual({
      attempts: tries(2),
      failures: { count: 2, endsAt: NOW + DAY },
      wrongCodes: { count: 2, endsAt: NOW + DAY },
    });
  });

  test('by backup code has a count of its own', async () => {
    const { answer, wrongCode, users } = await askedFor('backup code');
    await answer(wrongCode());

    expect(users.kim().limits).toEqual({
      backupAttempts: tries(1),
      wrongCodes: { count: 1, endsAt: NOW + DAY },
    });
  });

  test.each(['text', 'call'] as const)(
    'by %s wears the sent code out: after five it is dead',
    async (way) => {
      const { answer, wrongCodes, rightCode, clock } = await askedFor(way);
      for (const code of wrongCodes(5)) {
        await answer(code);
        clock.advance(MINUTE);
      }

      expect(await answer(rightCode())).toEqual(refusedWith('code_expired'));
    },
  );

  test('leaves no address behind', async () => {
    const { answer, wrongCode, users } = await askedFor('app');
    await answer(wrongCode());

    expect(users.kim().contact).toBeUndefined();
  });
});

describe('no code is compared or counted', () => {
  test.each<[string, string, Caller]>([
    ['for another session', 'challenge_not_found', { ...caller, sid: 'other' }],
    ['outside of the session', 'challenge_not_found', withoutSid(caller)],
  ])('%s', async (_whose, refusal, by) => {
    const { answer, calls } = await askedFor('app');

    expect(await answer(undefined, { by })).toEqual(refusedWith(refusal));
    expect(calls).toEqual(['load']);
  });

  test('once the challenge has expired', async () => {
    const { answer, clock, calls } = await askedFor('app');
    clock.advance(10 * MINUTE);

    expect(await answer()).toEqual(refusedWith('challenge_expired'));
    expect(calls).toEqual(['load']);
  });

  test.each([
    ['from an app, without one', 'totp', withPhone(), 'method_not_available'],
    ['from a phone, without one', 'phone', withApp(), 'method_not_available'],
    ['from a phone, before one was sent', 'phone', withPhone(), 'nothing_pending'],
  ] as const)('%s', async (_which, method, user, refusal) => {
    const { challenge, verify, calls } = signingIn(user);

    expect(await verify(await challenge(), method, '123456')).toEqual(refusedWith(refusal));
    expect(calls).toEqual(['load']);
  });

  test.each(['rightCode', 'wrongCode'] as const)('once what was sent has expired (%s)', async (which) => {
    const all = await askedFor('text');
    const { sentCode, ...rest } = all.users.kim();
    if (sentCode === undefined) throw new Error('No code was sent.');
    all.users.put({ ...rest, sentCode: { ...sentCode, expiresAt: NOW } });

    expect(await all.answer(all[which]())).toEqual(refusedWith('code_expired'));
    expect(all.calls).toEqual(['load']);
  });

  test('for a customer without backup codes', async () => {
    const { challenge, verify } = signingIn(kim({ factor: totpFactor() }));

    expect(await verify(await challenge(), 'backup_code', BACKUP_CODE)).toMatchObject(
      refusedWith('wrong_code'),
    );
  });
});
