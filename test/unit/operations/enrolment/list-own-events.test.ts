/** A customer's own activity: all of it but what is support's alone, and no sign that anything was left out. */

import { AUDIENCE } from '../../../../shared/domain/audience.ts';
import type { TrailEvent } from '../../../../shared/domain/ports/audit-trail.ts';
import { listOwnEvents } from '../../../../shared/operations/enrolment/list-own-events.ts';
import { EVENTS } from '../../support/events.ts';
import { KIM } from '../../support/users.ts';
import { request } from '../../support/world.ts';

const PAGE = 50;
const event = (type: keyof typeof EVENTS, id: string): TrailEvent => ({ ...EVENTS[type], id });
const idOf = (number: number) => String(number).padStart(5, '0');

/** A trail of these events, newest first, in pages as the table's. */
function reader(events: readonly TrailEvent[]) {
  const list = listOwnEvents({
    trail: {
      list: async (userId, after) => {
        expect(userId).toBe(KIM);
        const rest = events.filter(({ id }) => after === undefined || id < after);
        const page = rest.slice(0, PAGE);
        return { events: page, next: rest.length > PAGE ? page.at(-1)?.id : undefined };
      },
    },
  });
  return async (cursor?: string) => {
    const listed = await list({ ...request(), query: cursor === undefined ? {} : { cursor } });
    if (!listed.ok) throw new Error('refused');
    return listed.value;
  };
}

test('that support has looked is not in it, and of a reset neither who, why nor for which case', async () => {
  const read = reader([
    event('SupportReset', '3'),
    event('SupportViewed', '2'),
    event('SignInVerified', '1'),
  ]);

  const { events } = await read();

  expect(events).toEqual([
    { id: '3', type: 'SupportReset', at: expect.any(String), reset: 'factors' },
    expect.objectContaining({ id: '1', type: 'SignInVerified', method: 'phone' }),
  ]);
  expect(JSON.stringify(events)).not.toMatch(/agent|Lost|CASE/);
});

test('everything else is, each event once, over all pages', async () => {
  const types = Object.keys(EVENTS) as (keyof typeof EVENTS)[];
  const all = Array.from({ length: 180 }, (_, index) =>
    event(types[index % types.length] ?? 'UserLocked', idOf(999 - index)),
  );
  const read = reader(all);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor ?? undefined);
    seen.push(...page.events.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);

  expect(seen).toEqual(all.flatMap(({ id, type }) => (AUDIENCE[type] === 'support' ? [] : [id])));
});

test('where nothing is hidden and a page is just full, the next one follows', async () => {
  const read = reader(Array.from({ length: 120 }, (_, index) => event('SignInVerified', idOf(500 - index))));

  const first = await read();
  const second = await read(first.cursor ?? undefined);
  const third = await read(second.cursor ?? undefined);

  expect([first, second, third].map(({ events }) => events.length)).toEqual([50, 50, 20]);
  expect(third.cursor).toBeNull();
});

test('a page is full though much of the trail is hidden, and its cursor names an event that is shown', async () => {
  const hidden = Array.from({ length: 120 }, (_, index) => event('SupportViewed', idOf(900 - index)));
  const shown = Array.from({ length: 51 }, (_, index) => event('SignInVerified', idOf(500 - index)));

  const { events, cursor } = await reader([...hidden, ...shown])();

  expect(events).toHaveLength(PAGE);
  expect(cursor).toBe(events.at(-1)?.id);
});

test('the last page has no cursor, whatever hidden comes after it', async () => {
  const shown = Array.from({ length: PAGE }, (_, index) => event('SignInVerified', idOf(500 - index)));
  const hidden = Array.from({ length: 70 }, (_, index) => event('SupportViewed', idOf(300 - index)));

  expect(await reader([...shown, ...hidden])()).toMatchObject({ cursor: null });
});
