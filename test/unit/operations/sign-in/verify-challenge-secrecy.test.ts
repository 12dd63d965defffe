/** What a code was is known only after the write that has counted its try; by no answer, and by no call. */

import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor, GUESSABLE, WAYS } from '../../support/signing-in.ts';
import { DAY, NOW, policy, tries } from '../../support/users.ts';
import { atOnce, isOpen, never, outage } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('nobody learns whether a code was right', () => {
  test.each(WAYS)('by %s, while the write that counts it is on its way', async (way) => {
    for (const which of ['rightCode', 'wrongCode'] as const) {
      const all = await askedFor(way);
      all.users.meets(never);

      expect(await isOpen(all.answer(all[which]()))).toBe(true);
    }
  });

  test.each(WAYS)('by %s, if that write fails', async (way) => {
    for (const which of ['rightCode', 'wrongCode'] as const) {
      const all = await askedFor(way);
      all.users.meets(() => {
        throw outage('dynamodb');
      });

      await expect(all.answer(all[which]())).rejects.toEqual(outage('dynamodb'));
      expect(all.users.landed()).toBe(way === 'text' || way === 'call' ? 1 : 0);
    }
  });

  const full = { attempts: tries(policy.attempts) };
  const noted = { attempts: { ...full.attempts, notedAt: NOW } };
  const locked = { failures: { count: policy.failures, endsAt: NOW + DAY } };

  test.each(
    GUESSABLE.flatMap((way) => [
      [way, 'with the minute full', full, 'too_many_attempts', ['load', 'write']] as const,
      [way, 'with the minute full and told of', noted, 'too_many_attempts', ['load']] as const,
      [way, 'while locked', locked, 'too_many_requests', ['load']] as const,
    ]),
  )(
    'by %s %s: right and wrong are refused alike, by the same calls',
    async (way, _when, limits, code, calls) => {
      const answers = [];
      for (const which of ['rightCode', 'wrongCode'] as const) {
        const all = await askedFor(way);
        all.users.put({ ...all.users.kim(), limits });
        answers.push(await all.answer(all[which]()));
        expect(all.calls).toEqual(calls);
        expect(all.signer.signed).toEqual([]);
      }
      expect(answers[0]).toMatchObject(refusedWith(code));
      expect(answers[1]).toEqual(answers[0]);
    },
  );

  test.each(
    GUESSABLE.flatMap((way) => [
      [way, 'the last try', full, 'too_many_attempts', ['load', 'lost write', 'write']] as const,
      [way, 'one that was told of it', noted, 'too_many_attempts', ['load', 'lost write']] as const,
      [way, 'the lock', locked, 'too_many_requests', ['load', 'lost write']] as const,
    ]),
  )(
    'by %s that lost its write to %s: right and wrong are refused alike, and none waits for a signature',
    async (way, _what, limits, code, calls) => {
      const answers = [];
      for (const which of ['rightCode', 'wrongCode'] as const) {
        const all = await askedFor(way);
        all.signer.meets(never);
        all.overtake((user) => ({ ...user, limits }));
        answers.push(await atOnce(all.answer(all[which]())));
        expect(all.calls).toEqual(calls);
      }
      expect(answers[0]).toMatchObject(refusedWith(code));
      expect(answers[1]).toEqual(answers[0]);
    },
  );

  test.each(GUESSABLE)('by %s that lost its write to the same code: it does not wait either', async (way) => {
    const all = await askedFor(way);
    const code = all.rightCode();
    // The first signature is the loser's.
    all.signer.meets(() => {
      all.signer.meets(() => undefined);
      return never();
    });
    all.users.meets(async () => {
      all.users.meets(() => undefined);
      expect(await all.answer(code)).toMatchObject({ ok: true });
    });

    expect(await atOnce(all.answer(code))).toEqual(refusedWith('challenge_used'));
  });
});
