/** The audit trail: each event once, newest first, and nobody else's. */

import { createAuditTrail } from '../../shared/adapters/audit-trail.ts';
import { userKey } from '../../shared/adapters/table.ts';
import { eventId } from '../../shared/contract/events.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import type { TrailEvent } from '../../shared/domain/ports/audit-trail.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { DAY, NOW, SECOND } from '../unit/support/users.ts';
import { clientOf, describeWith, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('the audit trail');

describeWith(database, 'the audit trail', (db) => {
  const trail = createAuditTrail(db.table);
  const skipped = (index: number): TrailEvent => ({
    id: eventId(NOW + index * SECOND, 0),
    type: 'EnrollmentSkipped',
    skips: index,
    at: NOW + index * SECOND,
  });
  const skipsOf = (events: readonly TrailEvent[]) =>
    events.map((event) => (event.type === 'EnrollmentSkipped' ? event.skips : undefined));

  test('an event that is delivered again is there once, as it was first', async () => {
    const user = 'replayed' as UserId;
    expect(await trail.append(user, skipped(1))).toBe(true);
    const again = await Promise.all(Array.from({ length: 20 }, () => trail.append(user, skipped(1))));
    expect(again).toEqual(Array(20).fill(false));
    expect(await trail.append(user, { ...skipped(1), at: NOW + DAY })).toBe(false);
    expect(await trail.list(user)).toEqual({ events: [skipped(1)], next: undefined });
  });

  test('newest first, in whatever order they were delivered; those of one write in their order', async () => {
    const user = 'reordered' as UserId;
    const second = { ...skipped(5), id: eventId(NOW + 5 * SECOND, 1), skips: 6 };
    for (const event of [skipped(3), second, skipped(1), skipped(5), skipped(2)])
      await trail.append(user, event);
    expect(skipsOf((await trail.list(user)).events)).toEqual([6, 5, 3, 2, 1]);
  });

  test('page by page: every event once, none left out, and an end', async () => {
    const user = 'long' as UserId;
    await Promise.all(Array.from({ length: 125 }, (_, index) => trail.append(user, skipped(index))));
    const pages: (readonly TrailEvent[])[] = [];
    let after: string | undefined;
    do {
      const { events, next } = await trail.list(user, after);
      pages.push(events);
      after = next;
    } while (after !== undefined);
    expect(pages.map((page) => page.length)).toEqual([50, 50, 25]);
    expect(skipsOf(pages.flat())).toEqual(Array.from({ length: 125 }, (_, index) => 124 - index));
  });

  test('a page that ends with the last event says so', async () => {
    const user = 'exact' as UserId;
    await Promise.all(Array.from({ length: 50 }, (_, index) => trail.append(user, skipped(index))));
    const { events, next } = await trail.list(user);
    expect([events.length, next]).toEqual([50, undefined]);
  });

  test('events that come in between two pages do not shift the second', async () => {
    const user = 'growing' as UserId;
    await Promise.all(Array.from({ length: 60 }, (_, index) => trail.append(user, skipped(index))));
    const { next } = await trail.list(user);
    await trail.append(user, skipped(100));
    expect(skipsOf((await trail.list(user, next)).events)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test('a cursor of one’s own making reaches no other user', async () => {
    const [kim, robin] = ['kim' as UserId, 'kim-2' as UserId];
    await trail.append(kim, skipped(1));
    await trail.append(robin, skipped(2));
    for (const cursor of [undefined, 'zzz', '~', '999999999999999-9']) {
      expect((await trail.list(kim, cursor)).events).toEqual([skipped(1)]);
    }
    expect((await trail.list(kim, '0')).events).toEqual([]);
  });

  test('is kept for 400 days', async () => {
    const user = 'kept' as UserId;
    await trail.append(user, skipped(0));
    const item = await db.item(userKey(user), skipped(0).id);
    expect(item?.ttl).toBe((NOW + 400 * DAY) / 1000);
  });

  test('an outage is told as such', async () => {
    const broken = createAuditTrail({ client: clientOf('http://127.0.0.1:1'), name: db.table.name });
    await expect(broken.append('kim' as UserId, skipped(1))).rejects.toThrow(Unavailable);
    await expect(broken.list('kim' as UserId)).rejects.toThrow(Unavailable);
  });
});
