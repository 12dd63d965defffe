/**
 * One account that calls hundreds of times at once, each request on a machine of its own, as in Lambda: how long it
 * waits, and that nobody else waits with it. Only calls to the table take time, and that is simulated.
 */

import type { UserId } from '../../../shared/domain/brand.ts';
import type { UserStore } from '../../../shared/domain/ports/user-store.ts';
import { Unavailable } from '../../../shared/domain/unavailable.ts';
import { accept, newUser, type Rule, type User } from '../../../shared/domain/user.ts';
import { update } from '../../../shared/operations/update.ts';
import { seeded } from '../support/seeded.ts';
import { type SimulatedTime, simulatedTime } from '../support/simulated-time.ts';
import { KIM, ROBIN } from '../support/users.ts';

const REQUESTS = 750;
const SIGN_INS = 10;
/** A call to DynamoDB takes from 4 to 12 ms, and what it does happens half-way. */
const callMs = (random: ReturnType<typeof seeded>): number => 4 + random.below(9);

interface Answer {
  readonly outcome: 'ok' | 'unavailable';
  readonly ms: number;
}

/** A partition of DynamoDB takes a thousand writes a second, those that fail on their condition included. */
const WRITE_MS = 1;

function slowTable(time: SimulatedTime, random: ReturnType<typeof seeded>): UserStore & { landed: number } {
  const records = new Map<UserId, User>();
  const read = (id: UserId): User => records.get(id) ?? newUser(id);
  const freeAt = new Map<UserId, number>();
  /** Until the record takes the write. */
  function turn(id: UserId): Promise<void> {
    const at = Math.max(time.now(), freeAt.get(id) ?? 0);
    freeAt.set(id, at + WRITE_MS);
    return time.pause(at - time.now());
  }
  async function call<T>(perform: () => T): Promise<T> {
    const ms = callMs(random);
    await time.pause(ms / 2);
    const result = perform();
    await time.pause(ms / 2);
    return result;
  }
  const table = {
    landed: 0,
    load: (id: UserId) => call(() => read(id)),
    async replace(previous: User, next: User) {
      await turn(previous.id);
      return call(() => {
        const current = read(previous.id);
        if (current.version !== previous.version) return current;
        records.set(next.id, next);
        table.landed += 1;
        return undefined;
      });
    },
  };
  return table;
}

/** Writes at every request, as all that are limited do. */
const counted: Rule<number> = (user) =>
  accept({ ...user, prompt: { skips: user.prompt.skips + 1 } }, user.prompt.skips + 1);

/** So many requests of one user at once, beside sign-ins of another, one after the other. */
async function burst(requests: number) {
  const time = simulatedTime();
  const random = seeded(7);
  const users = slowTable(time, random);
  const deps = { users, clock: time, random: { ...random, id: () => '' } };

  async function request(id: UserId): Promise<Answer> {
    const start = time.now();
    try {
      await update(deps, await users.load(id), counted);
      return { outcome: 'ok', ms: time.now() - start };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { outcome: 'unavailable', ms: time.now() - start };
    }
  }
  async function signIns(): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (let index = 0; index < SIGN_INS; index++) answers.push(await request(ROBIN));
    return answers;
  }

  const answering = Promise.all(Array.from({ length: requests }, () => request(KIM)));
  const [busy, others] = await time.during(Promise.all([answering, signIns()]));
  return { busy, others, landed: users.landed - SIGN_INS };
}

const slowest = (answers: readonly Answer[]): number => Math.max(0, ...answers.map(({ ms }) => ms));

test('750 requests of one account: each is answered within three seconds, done or with the contract’s 503', async () => {
  const { busy, landed } = await burst(REQUESTS);

  expect(slowest(busy)).toBeLessThanOrEqual(3000);
  expect(busy.filter(({ outcome }) => outcome === 'ok')).toHaveLength(landed);
  // So many keep its partition busy, and of those who have read the same state one is in time.
  expect(landed).toBeGreaterThan(0);
});

test('somebody else’s sign-ins meanwhile take no longer than on a quiet day', async () => {
  const { others } = await burst(REQUESTS);
  const { others: undisturbed } = await burst(0);

  expect(others.map(({ outcome }) => outcome)).toEqual(Array.from({ length: SIGN_INS }, () => 'ok'));
  expect(slowest(others)).toBeLessThanOrEqual(2 * slowest(undisturbed));
});

test('a handful at once, such as a double click, is done at once', async () => {
  const { busy } = await burst(5);

  expect(busy.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'ok'));
  expect(slowest(busy)).toBeLessThan(150);
});
