/** Many codes at once: each works once, and no more are compared than the limits allow. */

import { withoutRequests } from '../../support/events.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor, METHOD_OF, signingIn, type Way } from '../../support/signing-in.ts';
import { DAY, NOW, policy, tries } from '../../support/users.ts';
import { app, BACKUP_CODE, tally, WRONG_BACKUP_CODE } from '../../support/world.ts';

withQuietLog();

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('of equal right codes at once', () => {
  test.each([
    ['app', 200],
    ['text', 200],
    ['backup code', 100],
  ] as const)('by %s on one challenge, %i: one lets in', async (way, count) => {
    const all = await askedFor(way);
    const code = all.rightCode();

    const answers = await Promise.all(times(count, () => all.answer(code)));

    expect(tally(answers)).toEqual({ ok: 1, challenge_used: count - 1 });
    expect(all.users.events.filter(({ type }) => type === 'SignInVerified')).toHaveLength(1);
  });

  test.each([
    ['app', 200],
    ['backup code', 100],
  ] as const)('by %s, %i, each on a challenge of its own: one lets in', async (way, count) => {
    const all = await askedFor(way);
    const code = all.rightCode();
    const challenges = await Promise.all(times(count, () => all.challenge()));

    const answers = await Promise.all(challenges.map((id) => all.verify(id, METHOD_OF[way], code)));

    // To all others it is a wrong code, and the minute bears five of those.
    expect(tally(answers)).toEqual({ ok: 1, wrong_code: 5, too_many_attempts: count - 6 });
  });
});

describe('of 200 guesses at once, a right one among them', () => {
  async function guess(way: Way, position: number) {
    const all = await askedFor(way);
    const guesses = all.wrongCodes(199).toSpliced(position, 0, all.rightCode());
    const answers = await Promise.all(guesses.map((code) => all.answer(code)));
    return { ...all, answers, told: tally(answers) };
  }

  test.each(['app', 'text', 'call'] as const)(
    'by %s, five are compared, and the right one is not',
    async (way) => {
      const { told, users, calls } = await guess(way, 100);

      expect(told).toEqual({ wrong_code: 5, too_many_attempts: 195 });
      expect(users.kim().limits).toMatchObject({ attempts: tries(5), failures: { count: 5 } });
      const wrong = { type: 'WrongCodesEntered', kind: 'code', at: NOW };
      expect(withoutRequests(users.events)).toEqual([
        { ...wrong, count: 1 },
        { ...wrong, count: 2 },
        { ...wrong, count: 4 },
        { type: 'AttemptsExceeded', kind: 'code', at: NOW },
      ]);
      expect(calls).not.toContain('signature');
    },
  );

  test.each([0, 4, 5, 199])(
    'at most five are told anything of their code, also with the right one at %i',
    async (position) => {
      const { ok = 0, wrong_code = 0 } = (await guess('app', position)).told;

      expect(ok + wrong_code).toBeLessThanOrEqual(policy.attempts);
      expect(ok).toBe(position < policy.attempts ? 1 : 0);
    },
  );

  test('over challenges of their own the same five are', async () => {
    const all = signingIn();
    const guesses = app.wrongCodes(NOW, 199).toSpliced(100, 0, app.codeAt(NOW));
    const challenges = await Promise.all(guesses.map(() => all.challenge()));

    const answers = await Promise.all(
      guesses.map((code, index) => all.verify(challenges[index] ?? '', 'totp', code)),
    );

    expect(tally(answers)).toEqual({ wrong_code: 5, too_many_attempts: 195 });
  });
});

describe('wrong codes at once tell the customer once', () => {
  test.each([
    ['that they repeat', 'WrongCodesRepeated', 'wrongCodes', policy.failuresTold],
    ['of the lock', 'UserLocked', 'failures', policy.failures],
  ] as const)('%s', async (_what, type, window, reached) => {
    const limits = { [window]: { count: reached - 3, endsAt: NOW + DAY } };
    const all = await askedFor('app', { parts: { limits } });

    await Promise.all(all.wrongCodes(50).map((code) => all.answer(code)));

    expect(all.users.events.filter((event) => event.type === type)).toHaveLength(1);
  });
});

describe('a right backup code gets in', () => {
  test('while wrong ones have filled the minute', async () => {
    const { verify, challenge } = signingIn();
    const id = await challenge();
    const wrong = await Promise.all(times(10, () => verify(id, 'backup_code', WRONG_BACKUP_CODE)));
    expect(tally(wrong)).toEqual({ wrong_code: 5, too_many_attempts: 5 });

    expect(await verify(id, 'backup_code', BACKUP_CODE)).toMatchObject({ ok: true });
  });

  test('while locked, and unlocks', async () => {
    const locked = {
      attempts: tries(policy.attempts),
      failures: { count: policy.failures, endsAt: NOW + DAY },
    };
    const all = await askedFor('backup code', { parts: { limits: locked } });

    expect(await all.answer()).toMatchObject({ ok: true });
    expect(await all.verify(await all.challenge(), 'totp', app.codeAt(NOW))).toMatchObject({ ok: true });
  });

  test('among 50 wrong ones at once', async () => {
    const all = await askedFor('backup code');
    const guesses = all.wrongCodes(50).toSpliced(40, 0, BACKUP_CODE);

    const answers = await Promise.all(guesses.map((code) => all.answer(code)));

    expect(answers[40]).toMatchObject({ ok: true });
  });
});
