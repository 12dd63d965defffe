/** What a code that confirms was is known only after the write that has counted its try; by no answer, and by no call. */

import { ENROLMENTS, enrolling } from '../../support/enrolling.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { DAY, NOW, policy, tries } from '../../support/users.ts';
import { isOpen, never, outage } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe.each(ENROLMENTS)('by %s, nobody learns whether a code was right', (way) => {
  const CODES = ['rightCode', 'wrongCode'] as const;

  test('while the write that counts it is on its way, nor if that fails', async () => {
    for (const which of CODES) {
      const waiting = await enrolling(way);
      waiting.users.meets(never);
      expect(await isOpen(waiting.confirm(waiting[which]()))).toBe(true);

      const failing = await enrolling(way);
      failing.users.meets(() => {
        throw outage('dynamodb');
      });
      await expect(failing.confirm(failing[which]())).rejects.toEqual(outage('dynamodb'));
    }
  });

  test('where the signer fails: nothing is written for either', async () => {
    for (const which of CODES) {
      const all = await enrolling(way);
      const before = all.users.kim();
      const code = all[which]();
      all.signer.meets(() => {
        throw outage('kms');
      });

      await expect(all.confirm(code)).rejects.toEqual(outage('kms'));

      expect(all.users.kim()).toEqual(before);
      expect(all.calls).toEqual(['load', 'signature']);
    }
  });

  const full = { attempts: tries(policy.attempts) };
  const noted = { attempts: { ...full.attempts, notedAt: NOW } };
  const locked = { failures: { count: policy.failures, endsAt: NOW + DAY } };

  test.each([
    ['the minute full', full, 'too_many_attempts', ['load', 'signature', 'write']],
    ['the minute full and told of', noted, 'too_many_attempts', ['load']],
    ['the customer locked', locked, 'too_many_requests', ['load']],
  ] as const)('with %s: refused alike, by the same calls', async (_what, limits, code, calls) => {
    const answers = [];
    for (const which of CODES) {
      const all = await enrolling(way);
      all.users.put({ ...all.users.kim(), limits });
      answers.push(await all.confirm(all[which]()));
      expect(all.calls).toEqual(calls);
    }
    expect(answers[0]).toMatchObject(refusedWith(code));
    expect(answers[1]).toEqual(answers[0]);
  });

  test('where its write was lost to the limit: refused alike, by the same calls', async () => {
    const answers = [];
    for (const which of CODES) {
      const all = await enrolling(way);
      all.overtake((user) => ({ ...user, limits: noted }));
      answers.push(await all.confirm(all[which]()));
      expect(all.calls).toEqual(['load', 'signature', 'lost write']);
    }
    expect(answers[0]).toMatchObject(refusedWith('too_many_attempts'));
    expect(answers[1]).toEqual(answers[0]);
  });
});

test.each(ENROLMENTS)('by %s, after an outage of the signer the same code works', async (way) => {
  const { confirm, rightCode, signer } = await enrolling(way);
  const code = rightCode();
  signer.meets(() => {
    throw outage('kms');
  });
  await expect(confirm(code)).rejects.toEqual(outage('kms'));
  signer.meets(() => undefined);

  expect(await confirm(code)).toMatchObject({ ok: true, value: { backupCodes: expect.any(Array) } });
});
