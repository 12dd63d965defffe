/** Users in DynamoDB: each write is decided on the newest state, lands whole or not at all, and says when. */

import { systemRandom } from '../../shared/adapters/system.ts';
import { userKey } from '../../shared/adapters/table.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import { attemptRefused, wrongCode } from '../../shared/domain/attempts.ts';
import type { Sealed, TimeStep, UserId } from '../../shared/domain/brand.ts';
import type { UserStore } from '../../shared/domain/ports/user-store.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { accept, newUser, type Rule, refuseWith, type User } from '../../shared/domain/user.ts';
import { update as updateWith } from '../../shared/operations/update.ts';
import { DAY, hash, MINUTE, NOW, pendingTotp, policy, totpFactor, tries } from '../unit/support/users.ts';
import { clientOf, describeWith, losingFirstAnswers, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('the user store');

describeWith(database, 'users in DynamoDB', (db) => {
  let now = NOW;
  const clock = { now: () => now, pause: async () => undefined };
  const store = createUserStore(db.table, clock, systemRandom);
  /** By the given store, else by the one that works. */
  const update = <T>(read: User, rule: Rule<T>, users: UserStore = store) =>
    updateWith({ users, clock, random: systemRandom }, read, rule);
  const stored = (id: UserId) => db.item(userKey(id), 'RECORD');
  let users = 0;

  beforeEach(() => {
    now = NOW;
  });

  /** A user of its own for each test, with these parts stored. */
  async function given(parts: Partial<User> = {}): Promise<User> {
    users += 1;
    const id = `user-${users}` as UserId;
    await update(newUser(id), (user) => accept({ ...user, ...parts }, undefined));
    return store.load(id);
  }

  test('what another version has written beside the fields of this one stays through its writes', async () => {
    const newer = { newerField: { since: NOW } };
    const { id } = await given({ factor: { ...totpFactor(), ...newer }, ...newer });
    await update(await store.load(id), (user) => accept({ ...user, prompt: { skips: 1 } }, undefined));
    expect(await store.load(id)).toMatchObject({ ...newer, factor: newer, prompt: { skips: 1 } });
  });

  test('a write whose answer is lost landed once: the retry meets it, and does not take it for somebody else’s', async () => {
    const before = await given();
    const flaky = createUserStore(
      { ...db.table, client: losingFirstAnswers(db.endpoint) },
      clock,
      systemRandom,
    );
    const applied: number[] = [];

    const outcome = await update(
      before,
      (user) => {
        applied.push(user.prompt.skips);
        return accept({ ...user, prompt: { skips: user.prompt.skips + 1 } }, 'once');
      },
      flaky,
    );

    expect(outcome).toMatchObject({ ok: true, value: { value: 'once' } });
    expect(applied).toEqual([0]);
    expect((await store.load(before.id)).prompt.skips).toBe(1);
  });

  test('the same where another write has come in between the write and its retry', async () => {
    const before = await given();
    const client = losingFirstAnswers(db.endpoint, async () => {
      const current = await store.load(before.id);
      await update(current, (user) => accept({ ...user, exempt: 'api' }, undefined));
    });
    const flaky = createUserStore({ ...db.table, client }, clock, systemRandom);

    const outcome = await update(before, (user) => accept({ ...user, prompt: { skips: 5 } }, 'once'), flaky);

    expect(outcome).toMatchObject({ ok: true, value: { value: 'once' } });
    expect(await store.load(before.id)).toMatchObject({ prompt: { skips: 5 }, exempt: 'api' });
  });

  test('a user without a record is a new one', async () => {
    const nobody = 'nobody' as UserId;
    expect(await store.load(nobody)).toEqual(newUser(nobody));
    expect(await stored(nobody)).toBeUndefined();
  });

  test('what was written is read again, whole', async () => {
    const parts: Partial<User> = {
      factor: totpFactor({ lastStep: (2 ** 40) as TimeStep }),
      pending: pendingTotp('app', { sid: 'session-1' }),
      backupCodes: { hashes: [hash('a')], generatedAt: NOW },
      usedChallenges: { nonce: NOW + MINUTE },
      limits: { failures: { count: 3, endsAt: NOW + DAY, noted: true }, resendAt: NOW + MINUTE },
      prompt: { firstAskedAt: NOW, skips: 2 },
      exempt: 'sso',
      resetAt: NOW,
    };
    const user = await given(parts);
    expect(user).toEqual({ ...newUser(user.id), ...parts, version: NOW, writes: [expect.any(String)] });
  });

  test('a limit that has ended is not written again', async () => {
    const user = await given({
      limits: {
        backupCodeSets: { count: 9, endsAt: NOW + MINUTE },
        failures: { count: 3, endsAt: NOW + DAY },
      },
    });
    now = NOW + MINUTE;
    await update(user, (current) => accept({ ...current, prompt: { skips: 1 } }, 0));
    expect((await store.load(user.id)).limits).toEqual({ failures: { count: 3, endsAt: NOW + DAY } });
  });

  describe('a conflict', () => {
    test('is decided again on what the winner has left', async () => {
      const read = await given();
      await update(read, (user) => accept({ ...user, factor: totpFactor() }, 'first'));
      const seen: boolean[] = [];
      const second = await update(read, (user) => {
        seen.push(user.factor !== undefined);
        return user.factor === undefined ? accept(user, 'second') : refuseWith('already_enabled');
      });
      expect(seen).toEqual([false, true]);
      expect(second).toEqual({ ok: false, error: { code: 'already_enabled' } });
    });

    test('a rule that then refuses writes nothing', async () => {
      const read = await given();
      await update(read, (user) => accept({ ...user, factor: totpFactor() }, 'first'));
      const before = await stored(read.id);
      await update(read, (user) =>
        user.factor === undefined ? accept(user, 'second') : refuseWith('already_enabled'),
      );
      expect(await stored(read.id)).toEqual(before);
    });

    test('does not carry the events of the winner over to the next write', async () => {
      const read = await given();
      const event = { type: 'AuthenticatorReplaced', at: NOW } as const;
      await update(read, (user) => accept({ ...user, events: [event] }, 0));
      await update(read, (user) => accept({ ...user, prompt: { skips: 7 } }, 0));
      expect(await stored(read.id)).toMatchObject({ prompt: { skips: 7 }, events: [] });
    });

    test('with a record that was deleted meanwhile starts from a new user', async () => {
      const gone = { ...newUser('deleted' as UserId), version: NOW, prompt: { skips: 4 } };
      await update(gone, (user) => accept({ ...user, prompt: { skips: user.prompt.skips + 1 } }, 0));
      expect((await store.load(gone.id)).prompt.skips).toBe(1);
    });
  });

  test('a refusal with a note writes the note and refuses all the same', async () => {
    const user = await given({ limits: { attempts: tries(5) } });
    const context = { policy, now: NOW };
    const result = await update(user, (current) => attemptRefused(current, context) ?? accept(current, 0));
    expect(result).toEqual({ ok: false, error: { code: 'too_many_attempts', retryAfter: 60 } });
    expect(await stored(user.id)).toMatchObject({ events: [{ type: 'AttemptsExceeded' }] });
  });

  test('the version grows with every write, and follows the clock where that is ahead', async () => {
    const touch = async (user: User) => {
      await update(user, (current) => accept(current, 0));
      return store.load(user.id);
    };
    const first = await given();
    const second = await touch(first);
    now = NOW + DAY;
    const third = await touch(second);
    now = NOW;
    const fourth = await touch(third);
    expect([first, second, third, fourth].map(({ version }) => version)).toEqual([
      NOW,
      NOW + 1,
      NOW + DAY,
      NOW + DAY + 1,
    ]);
  });

  describe('an outage', () => {
    const broken = createUserStore(
      { client: clientOf('http://127.0.0.1:1'), name: db.table.name },
      clock,
      systemRandom,
    );
    const wrongTable = createUserStore(
      { client: db.table.client, name: 'no-such-table' },
      clock,
      systemRandom,
    );

    test.each([
      ['the database cannot be reached', broken],
      ['the database refuses', wrongTable],
    ])('%s: unavailable, with nothing written', async (_name, failing) => {
      const user = await given();
      const before = await stored(user.id);
      await expect(failing.load(user.id)).rejects.toThrow(Unavailable);
      const write = update(user, (current) => accept({ ...current, prompt: { skips: 9 } }, 0), failing);
      await expect(write).rejects.toThrow(Unavailable);
      expect(await stored(user.id)).toEqual(before);
    });

    test('says which service and which kind of error, and no word of the request', async () => {
      const error = await wrongTable.load('kim-4711' as UserId).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ service: 'dynamodb', reason: 'ResourceNotFoundException' });
      expect(JSON.stringify([error, String(error)])).not.toContain('kim-4711');
    });
  });

  describe('clean-up', () => {
    const ttlOf = async (parts: Partial<User>) => (await stored((await given(parts)).id))?.ttl;

    test('a record with nothing but counts goes a day after the last of them has ended', async () => {
      const limits = {
        attempts: tries(1),
        failures: { count: 1, endsAt: NOW + DAY },
      };
      expect(await ttlOf({ limits })).toBe((NOW + 2 * DAY) / 1000);
      expect(await ttlOf({ pending: pendingTotp('app') })).toBe((NOW + 10 * MINUTE + DAY) / 1000);
      const refusedNumber = { number: 'sealed' as Sealed, endsAt: NOW + DAY, toldUntil: NOW + DAY };
      expect(await ttlOf({ limits: { refusedNumber } })).toBe((NOW + 2 * DAY) / 1000);
      const notices = { backupCodesReplaced: { count: 1, endsAt: NOW + DAY } };
      expect(await ttlOf({ limits: { notices } })).toBe((NOW + 2 * DAY) / 1000);
    });

    test('a record with nothing left goes in a day: DynamoDB leaves a time long past alone', async () => {
      expect(await ttlOf({})).toBe((NOW + DAY) / 1000);
    });

    test.each<[string, Partial<User>]>([
      ['a factor', { factor: totpFactor() }],
      ['a prompt’s history', { prompt: { skips: 0, firstAskedAt: NOW } }],
      ['a first session', { prompt: { skips: 0, signUpAt: NOW } }],
      ['an exemption', { exempt: 'api' }],
    ])('a record with %s stays', async (_name, parts) => {
      expect(await ttlOf({ ...parts, limits: { failures: { count: 1, endsAt: NOW } } })).toBeUndefined();
    });

    test('a record whose time has come counts like any other: its windows have ended by themselves', async () => {
      const limits = { failures: { count: 50, endsAt: NOW + DAY } };
      const user = await given({ limits });
      now = NOW + 5 * DAY;
      const late = await store.load(user.id);
      expect(late.limits).toEqual(limits);
      await update(late, (current) => wrongCode(current, { policy, now }));
      expect((await store.load(user.id)).limits.failures).toEqual({ count: 1, endsAt: now + DAY });
    });
  });

  test('one user’s writes never touch another’s record', async () => {
    const [kim, robin] = [await given(), await given()];
    const before = await stored(robin.id);
    await update(kim, (user) => accept({ ...user, factor: totpFactor() }, 0));
    expect(await stored(robin.id)).toEqual(before);
  });
});
