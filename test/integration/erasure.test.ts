/** Erasing in the tables: nothing of before stays or comes back, and nothing of after goes. */

import { createAuditTrail } from '../../shared/adapters/audit-trail.ts';
import { createErasure } from '../../shared/adapters/erasure.ts';
import { createNoticeClaims } from '../../shared/adapters/notice-claims.ts';
import { userKey } from '../../shared/adapters/table.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import { eventId } from '../../shared/contract/events.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import type { TrailEvent } from '../../shared/domain/ports/audit-trail.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { newUser } from '../../shared/domain/user.ts';
import { erase } from '../../shared/operations/support/erase-user.ts';
import { movableClock } from '../unit/support/clock.ts';
import { seededRandom } from '../unit/support/key-ring.ts';
import { DAY, NOW } from '../unit/support/users.ts';
import { clientOf, describeWith, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('erasing users');

describeWith(database, 'erasing', (db) => {
  // One table for both: their keys do not meet.
  const clock = movableClock();
  const random = seededRandom(5);
  const erasure = createErasure(db.table, db.table, clock);
  const users = createUserStore(db.table, clock, random);
  const trail = createAuditTrail(db.table);
  const claims = createNoticeClaims(db.table);
  const skipped = (version: number, index = 0): TrailEvent => ({
    ...{ id: eventId(version, index), type: 'EnrollmentSkipped', skips: index, at: version },
  });
  const itemsOf = async (user: UserId) => (await db.items()).filter(({ pk }) => pk === userKey(user));
  const idsOf = async (user: UserId) => (await trail.list(user)).events.map(({ id }) => id);

  test('leaves no item of the user, and every item of others', async () => {
    const [kim, robin] = ['goes-away' as UserId, 'stays' as UserId];
    for (const user of [kim, robin]) {
      await users.replace(newUser(user), { ...newUser(user), version: NOW, prompt: { skips: 3 } });
      await Promise.all(Array.from({ length: 120 }, (_, index) => trail.append(user, skipped(NOW, index))));
      await claims.take(user, eventId(NOW, 0), NOW, NOW + DAY);
      await claims.close(user, eventId(NOW, 0), NOW);
    }

    await erase({ users, clock, random, erasure }, kim);

    expect(await itemsOf(kim)).toEqual([]);
    expect((await db.items()).filter((item) => JSON.stringify(item).includes('goes-away'))).toEqual([]);
    expect(await itemsOf(robin)).toHaveLength(122);
  });

  test('what the stream brings afterwards of before is not taken; of after, it is', async () => {
    const user = 'late' as UserId;
    await trail.append(user, skipped(NOW));
    await erasure.trail(user, NOW + 10);

    for (const version of [NOW, NOW + 9, NOW + 10]) {
      await trail.append(user, skipped(version));
      await trail.append(user, skipped(version, 12));
    }
    await trail.append(user, skipped(NOW + 11));

    expect(await idsOf(user)).toEqual([eventId(NOW + 11, 0)]);
  });

  test('raced by the publisher, it leaves nothing', async () => {
    const user = 'raced' as UserId;
    const appending = Array.from({ length: 60 }, (_, index) =>
      // Until it gets through, as a stream's record is tried again.
      (async () => {
        for (;;) {
          try {
            return await trail.append(user, skipped(NOW + index));
          } catch (error) {
            if (!(error instanceof Unavailable)) throw error;
          }
        }
      })(),
    );
    await erasure.trail(user, NOW + 60);
    await Promise.all(appending);
    expect(await idsOf(user)).toEqual([]);
  });

  test('a record that was written since stays: it is of a new life', async () => {
    const user = 'anew' as UserId;
    const old = { ...newUser(user), version: NOW };
    await users.replace(newUser(user), old);
    await users.replace(old, { ...old, version: NOW + 5, prompt: { skips: 1 } });

    await erasure.record(user, NOW);
    expect(await users.load(user)).toMatchObject({ version: NOW + 5 });

    await erasure.record(user, NOW + 5);
    expect(await itemsOf(user)).toEqual([]);
  });

  test('the notice of before, sent meanwhile, leaves no claim', async () => {
    const user = 'noticed' as UserId;
    await claims.take(user, 'event', NOW, NOW + DAY);
    await erasure.record(user, NOW);
    await claims.close(user, 'event', NOW);
    expect(await itemsOf(user)).toEqual([]);
  });

  test('of two erasures the later one counts, in whatever order they arrive', async () => {
    const user = 'twice' as UserId;
    await erasure.trail(user, NOW + 20);
    await erasure.trail(user, NOW + 10);
    await trail.append(user, skipped(NOW + 15));
    expect(await idsOf(user)).toEqual([]);
  });

  test('what is kept of it names nobody, and goes with the stream’s memory', async () => {
    await erasure.trail('somebody@portal.example' as UserId, NOW);
    const marks = (await db.items()).filter(({ sk }) => sk === 'ERASED');
    expect(JSON.stringify(marks)).not.toContain('somebody');
    expect(new Set(marks.map(({ ttl }) => ttl))).toEqual(new Set([(NOW + 2 * DAY) / 1000]));
  });

  test('an outage is told as such', async () => {
    const broken = { client: clientOf('http://127.0.0.1:1'), name: db.table.name };
    const unreachable = createErasure(broken, broken, clock);
    await expect(unreachable.trail('kim' as UserId, NOW)).rejects.toThrow(Unavailable);
    await expect(unreachable.record('kim' as UserId, NOW)).rejects.toThrow(Unavailable);
  });
});
