/** Proving a code: charged before it is compared, and worth an assertion only once it is spent. */

import { type Attempt, prove } from '../../functions/common/prove.ts';
import { chargeAttempt, clearAttempts, refundAttempt } from '../../shared/domain/attempts.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { accept, refuseWith, type User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { movableClock } from './support/clock.ts';
import { fakeSigner } from './support/fake-signer.ts';
import { seededRandom } from './support/key-ring.ts';
import { memoryUsers } from './support/memory-users.ts';
import { DAY, hash, KIM, kim, MINUTE, NOW, policy, written } from './support/users.ts';

const RIGHT = hash('right');
const caller: Caller = { userId: KIM, sid: 'session', loginMethod: 'password', scopes: [] };

/** Kim, with a code that can be spent once. */
const withCode = (parts: Partial<User> = {}): User =>
  kim({ backupCodes: { hashes: [RIGHT], generatedAt: NOW }, ...parts });

function world(user: User = withCode()) {
  const clock = movableClock();
  const users = memoryUsers(clock, user);
  const signer = fakeSigner();
  const deps = {
    clock,
    random: seededRandom(40),
    policy,
    users,
    signer,
    assertion: { issuer: 'https://2fa.example', audience: 'portal' },
  };
  const attempt = (typed = RIGHT): Attempt<string, string> => ({
    charge: (current) => chargeAttempt(current, policy, clock.now()),
    compare: ({ backupCodes }) => backupCodes?.hashes.find((code) => code === typed),
    accept: (current) =>
      current.backupCodes === undefined
        ? refuseWith('wrong_code')
        : accept(clearAttempts(spent(current)), 'spent'),
    proof: () => ({ method: 'phone', channel: 'call' }),
    refund: refundAttempt,
  });
  return {
    clock,
    users,
    signer,
    deps,
    attempt,
    tryCode: (given: Attempt<string, string> = attempt(), read = users.kim()) =>
      prove(deps, caller, read, given),
    tryWrongCode: (read = users.kim()) => prove(deps, caller, read, attempt(hash('wrong'))),
    locksTold: () => users.events.filter(({ type }) => type === 'UserLocked'),
  };
}

function spent({ backupCodes: _spent, ...user }: User): User {
  return user;
}

describe('a try', () => {
  test('is charged, in the record, before its code is compared', async () => {
    const { tryCode, attempt, users } = world();
    const compared: unknown[] = [];

    await tryCode({
      ...attempt(),
      compare: (charged) => {
        compared.push(charged.limits, users.kim().limits);
        return undefined;
      },
    });

    const limits = {
      attempts: { count: 1, endsAt: NOW + MINUTE },
      failures: { count: 1, endsAt: NOW + DAY },
    };
    expect(compared).toEqual([limits, limits]);
  });

  test('that can’t be charged is not compared, even if its code is right', async () => {
    const { tryCode, tryWrongCode, attempt, signer, users } = world();
    for (let time = 0; time < policy.attempts; time++) await tryWrongCode();
    let compared = false;

    const sixth = await tryCode({
      ...attempt(),
      compare: () => {
        compared = true;
        return RIGHT;
      },
    });

    expect(sixth).toEqual({ ok: false, error: { code: 'too_many_attempts', retryAfter: 60 } });
    expect([compared, signer.signed]).toEqual([false, []]);
    expect(users.events).toEqual([{ type: 'AttemptsExceeded', kind: 'code', at: NOW }]);
  });

  test('among many at once: no more are compared than the minute allows', async () => {
    const { deps, attempt, users } = world();
    const read = users.kim();
    let compared = 0;
    const guess: Attempt<string, string> = {
      ...attempt(),
      compare: () => {
        compared += 1;
        return undefined;
      },
    };

    const answers = await Promise.all(Array.from({ length: 50 }, () => prove(deps, caller, read, guess)));

    expect(compared).toBe(policy.attempts);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'wrong_code')).toHaveLength(5);
  });
});

describe('a wrong code', () => {
  test('says how many tries are left, stays counted, and is worth no signature', async () => {
    const { tryWrongCode, signer, users } = world();

    const wrong = await tryWrongCode();

    expect(wrong).toEqual({ ok: false, error: { code: 'wrong_code', attemptsRemaining: 4 } });
    expect(users.kim().limits).toMatchObject({ attempts: { count: 1 }, failures: { count: 1 } });
    expect(signer.signed).toEqual([]);
  });

  test('says what is left of the method’s own tries, where it has some', async () => {
    const { tryCode, attempt } = world();

    const wrong = await tryCode({ ...attempt(hash('wrong')), remaining: () => 2 });

    expect(wrong).toMatchObject({ error: { attemptsRemaining: 2 } });
  });

  test('that is the last the day allows tells of the lock, once', async () => {
    const { tryWrongCode, clock, users, locksTold } = world(
      withCode({ limits: { failures: { count: policy.failures - 1, endsAt: NOW + DAY } } }),
    );

    await tryWrongCode();
    clock.advance(2 * MINUTE);
    await tryWrongCode();

    expect(locksTold()).toEqual([{ type: 'UserLocked', until: NOW + DAY, at: NOW }]);
    expect(users.kim().limits.failures).toMatchObject({ count: policy.failures, noted: true });
  });

  test('that is the tenth of a day tells the customer, once, also where several come at once', async () => {
    const { tryWrongCode, users } = world(
      withCode({ limits: { failures: { count: policy.failuresTold - 1, endsAt: NOW + DAY } } }),
    );
    const read = users.kim();

    await Promise.all(Array.from({ length: policy.attempts }, () => tryWrongCode(read)));

    const told = users.events.filter(({ type }) => type === 'WrongCodesRepeated');
    expect(told).toHaveLength(1);
  });

  test('one of several at once that lock the customer: the lock is told once', async () => {
    const { tryWrongCode, users, locksTold } = world(
      withCode({ limits: { failures: { count: policy.failures - 3, endsAt: NOW + DAY } } }),
    );
    const read = users.kim();

    await Promise.all(Array.from({ length: policy.attempts }, () => tryWrongCode(read)));

    expect(locksTold()).toHaveLength(1);
  });

  test('before that tells of nothing', async () => {
    const { tryWrongCode, locksTold } = world(
      withCode({ limits: { failures: { count: policy.failures - 2, endsAt: NOW + DAY } } }),
    );

    await tryWrongCode();

    expect(locksTold()).toEqual([]);
  });
});

describe('a right code', () => {
  test('is spent, and its assertion says how it was proved', async () => {
    const { tryCode, signer, users } = world();

    const proved = await tryCode();

    expect(proved).toEqual({ ok: true, value: { value: 'spent', assertion: 'assertion 1' } });
    expect(users.kim().backupCodes).toBeUndefined();
    expect(users.kim().limits).toEqual({});
    expect(signer.signed).toMatchObject([
      { sub: KIM, sid: 'session', outcome: 'verified', method: 'phone', amr: ['tel', 'mfa'] },
    ]);
  });

  test('is worth one assertion, however many bring it at once', async () => {
    const { tryCode, attempt, users } = world();
    const read = users.kim();

    const answers = await Promise.all([1, 2, 3].map(() => tryCode(attempt(), read)));

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('that was spent by another while it was signed for is a wrong one', async () => {
    const { tryCode, users, signer } = world();
    signer.meets(async () => {
      await users.update(users.kim(), (user) => accept(spent(user), undefined));
    });

    const late = await tryCode();

    expect(late).toEqual({ ok: false, error: { code: 'wrong_code', attemptsRemaining: 4 } });
    expect(signer.signed).toHaveLength(1);
  });

  test('is answered with the reason if it no longer counts', async () => {
    const { tryCode, attempt } = world();

    const late = await tryCode({ ...attempt(), accept: () => refuseWith('challenge_used') });

    expect(late).toEqual({ ok: false, error: { code: 'challenge_used' } });
  });

  test('is worth nothing where spending it could not be written', async () => {
    const { deps, attempt, users, signer } = world();
    const outage = new Unavailable('dynamodb', new Error('outage'));
    let writes = 0;
    const failing: typeof users.update = async (read, rule) => {
      writes += 1;
      if (writes > 1) throw outage;
      return users.update(read, rule);
    };

    const proved = prove({ ...deps, users: { ...users, update: failing } }, caller, users.kim(), attempt());

    await expect(proved).rejects.toBe(outage);
    expect(signer.signed).toHaveLength(1);
  });
});

describe('a right code that can’t be signed for', () => {
  const outage = new Unavailable('kms', new Error('outage'));

  test('is unspent, and its try is given back', async () => {
    const { tryCode, users, signer } = world();
    signer.meets(() => {
      throw outage;
    });

    await expect(tryCode()).rejects.toBe(outage);

    expect(users.kim().limits).toEqual({});
    expect(users.kim().backupCodes?.hashes).toEqual([RIGHT]);
    signer.meets(() => undefined);
    expect(await tryCode()).toMatchObject({ ok: true });
  });

  test('gives no other’s try back, from before or meanwhile', async () => {
    const { tryCode, tryWrongCode, users, signer } = world(written(chargeAttempt(withCode(), policy, NOW)));
    signer.meets(async () => {
      await tryWrongCode();
      throw outage;
    });

    await expect(tryCode()).rejects.toBe(outage);

    expect(users.kim().limits).toMatchObject({ attempts: { count: 2 }, failures: { count: 2 } });
  });

  test('takes nothing from a window that has opened since', async () => {
    const { tryCode, tryWrongCode, users, signer, clock } = world();
    signer.meets(async () => {
      clock.advance(2 * MINUTE);
      await tryWrongCode();
      throw outage;
    });

    await expect(tryCode()).rejects.toBe(outage);

    expect(users.kim().limits).toMatchObject({
      attempts: { count: 1, endsAt: NOW + 3 * MINUTE },
      failures: { count: 1 },
    });
  });
});
