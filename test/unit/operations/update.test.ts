/** From a rule to the write that decides: of two racing writes one lands, and the other is decided again. */

import type { Random } from '../../../shared/domain/ports/system.ts';
import { refusal } from '../../../shared/domain/refusal.ts';
import { accept, type Rule, refuse, refuseWith, type User } from '../../../shared/domain/user.ts';
import { nextVersion, update } from '../../../shared/operations/update.ts';
import { EVENTS } from '../support/events.ts';
import { DAY, kim, NOW } from '../support/users.ts';
import { isOpen, never, outage, world } from '../support/world.ts';

/** Counts one; the sixth is refused. */
const skip: Rule<number> = (user) => {
  const skips = user.prompt.skips + 1;
  if (skips > 5) return refuseWith('forbidden');
  const event = { type: 'EnrollmentSkipped', skips, at: NOW } as const;
  return accept({ ...user, prompt: { skips }, events: [...user.events, event] }, skips);
};
const skipped = (skips: number) => (user: User) => ({ ...user, prompt: { skips } });

describe('an outcome', () => {
  test('comes with the states that it lies between, and only after one write', async () => {
    const { deps, users } = world();

    const done = await update(deps, users.kim(), skip);

    expect(done).toMatchObject({
      ok: true,
      value: { value: 1, before: { prompt: { skips: 0 } }, after: { prompt: { skips: 1 } } },
    });
    expect(users.landed()).toBe(1);
    expect(done.ok && done.value.after).toEqual(users.kim());
  });

  test('of a rule that changes nothing needs no write', async () => {
    const { deps, users, calls } = world();

    const done = await update(deps, users.kim(), () => ({ result: { ok: true, value: 'same' } }));

    expect(done.ok && done.value.after).toBe(done.ok && done.value.before);
    expect(calls).toEqual([]);
  });

  test('that is a refusal is told only after the note that it leaves', async () => {
    const { deps, users } = world();
    const reason = refusal('too_many_attempts', 60);

    const done = await update(deps, users.kim(), (user) => refuse(reason, { ...user, prompt: { skips: 9 } }));

    expect(done).toEqual({ ok: false, error: reason });
    expect(users.kim().prompt.skips).toBe(9);
  });

  test.each<[string, Rule<number>]>([
    ['accepted', skip],
    ['refused', (user) => refuse(refusal('wrong_code'), user)],
  ])('%s, is not known while its write is on its way', async (_outcome, rule) => {
    const { deps, users } = world();
    users.meets(never);

    expect(await isOpen(update(deps, users.kim(), rule))).toBe(true);
  });

  test('is none if the write fails', async () => {
    const { deps, users } = world();
    const failure = outage('dynamodb');
    users.meets(() => {
      throw failure;
    });

    await expect(update(deps, users.kim(), skip)).rejects.toBe(failure);
  });
});

describe('a rule', () => {
  test('sees the version that it is written under, and no events but its own', async () => {
    const { deps, users } = world(kim({ events: [EVENTS.UserLocked] }));
    const seen: User[] = [];

    await update(deps, users.kim(), (user) => {
      seen.push(user);
      return skip(user);
    });

    expect(seen).toMatchObject([{ version: NOW, events: [] }]);
    expect(users.kim()).toMatchObject({ version: NOW, events: [{ type: 'EnrollmentSkipped', skips: 1 }] });
  });

  test('is applied again to what the winner of a race has left', async () => {
    const { deps, users, calls, overtake } = world();
    overtake(skipped(3));

    const done = await update(deps, users.kim(), skip);

    expect(done).toMatchObject({ ok: true, value: { value: 4, before: { prompt: { skips: 3 } } } });
    expect(users.events).toHaveLength(1);
    expect(calls).toEqual(['lost write', 'write']);
  });

  test('may refuse then, and nothing is written', async () => {
    const { deps, users, overtake } = world();
    overtake(skipped(5));

    expect(await update(deps, users.kim(), skip)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(users.landed()).toBe(0);
  });

  test('among twenty at once lands five times, as it allows', async () => {
    const { deps, users } = world();
    const read = users.kim();

    const all = await Promise.all(Array.from({ length: 20 }, () => update(deps, read, skip)));

    expect(all.flatMap((done) => (done.ok ? [done.value.value] : []))).toEqual([1, 2, 3, 4, 5]);
    expect(users.kim().prompt.skips).toBe(5);
  });
});

describe('what is told before each write', () => {
  test('is the step, again for each that is tried', async () => {
    const { deps, users, overtake } = world();
    overtake(skipped(3));
    const told: unknown[] = [];

    await update(deps, users.kim(), skip, ({ result }) => {
      told.push(result);
      return undefined;
    });

    expect(told).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 4 },
    ]);
  });

  test('is waited for where it is a promise', async () => {
    const { deps, users, calls } = world();

    expect(await isOpen(update(deps, users.kim(), skip, never))).toBe(true);
    expect(calls).toEqual([]);
  });

  test('keeps the write back where it fails', async () => {
    const { deps, users, calls } = world();
    const failure = outage('kms');

    await expect(update(deps, users.kim(), skip, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(calls).toEqual([]);
  });
});

describe('with others always faster', () => {
  /** Every write loses; each takes so long. */
  const losing = (milliseconds = 0, random: Partial<Random> = {}) => {
    const all = world();
    all.users.meets(() => {
      all.clock.advance(milliseconds);
      all.users.put({ ...all.users.kim(), version: all.users.kim().version + 1 });
    });
    const deps = { ...all.deps, random: { ...all.deps.random, ...random } };
    return { ...all, done: update(deps, all.users.kim(), skip) };
  };
  const contention = { name: 'Unavailable', service: 'dynamodb', reason: 'Contention' };

  test('it gives up after 24 rounds, the first eight at once, then after longer and longer pauses', async () => {
    const { done, calls, clock } = losing();

    await expect(done).rejects.toMatchObject(contention);

    expect(calls).toHaveLength(24);
    expect(clock.pauses).toHaveLength(16);
    clock.pauses.forEach((pause, time) => {
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(Math.min(250, 8 * 2 ** time));
    });
    expect(Math.max(...clock.pauses)).toBeGreaterThan(50);
  });

  test('each pause is drawn anew, from none at all to the longest', async () => {
    const longest = losing(0, { below: (max) => max - 1 });
    await expect(longest.done).rejects.toMatchObject(contention);
    expect(longest.clock.pauses).toEqual([8, 16, 32, 64, 128, ...Array(11).fill(250)]);

    const none = losing(0, { below: () => 0 });
    await expect(none.done).rejects.toMatchObject(contention);
    expect(none.clock.pauses).toEqual(Array(16).fill(0));
  });

  test.each([
    [500, 5],
    [1000, 2],
    [1449, 2],
    [1450, 1],
  ])(
    'with rounds of %d ms it begins no more than %d, as another would end after three seconds',
    async (roundMs, rounds) => {
      const { done, calls } = losing(roundMs);

      await expect(done).rejects.toMatchObject(contention);

      expect(calls).toHaveLength(rounds);
    },
  );
});

test.each([
  ['follow the clock', 1, NOW, NOW],
  ['grow within a millisecond', NOW, NOW, NOW + 1],
  ['grow though the clock is set back', NOW + DAY, NOW, NOW + DAY + 1],
])('versions %s', (_how, version, now, next) => {
  expect(nextVersion(kim({ version }), now)).toBe(next);
});
