/** A user's audit trail, newest first, page by page. */

import type { UserId } from '../../../../shared/domain/brand.ts';
import type { TrailEvent, TrailPage } from '../../../../shared/domain/ports/audit-trail.ts';
import { listEvents } from '../../../../shared/operations/support/list-events.ts';
import { EVENTS } from '../../support/events.ts';
import { kim, MINUTE, NOW } from '../../support/users.ts';
import { caller, outage, request, world } from '../../support/world.ts';

const event = (type: keyof typeof EVENTS, id: string): TrailEvent => ({ ...EVENTS[type], id });

const agent = { ...caller, userId: 'agent' as UserId };

function trailOf(page: TrailPage) {
  const asked: unknown[] = [];
  const { deps, users } = world(kim());
  const list = listEvents({
    ...deps,
    trail: {
      list: async (...args) => {
        asked.push(args);
        return page;
      },
    },
  });
  return {
    asked,
    deps,
    users,
    list: (query: { cursor?: string } = {}) => list({ ...request(agent), params: { userId: 'kim' }, query }),
  };
}
const at = new Date(NOW).toISOString();

test('each event comes with its id, and all its times as the contract has them', async () => {
  const events = [event('UserLocked', '2-0'), event('SignInVerified', '1-0')];

  expect(await trailOf({ events, next: undefined }).list()).toEqual({
    ok: true,
    value: {
      events: [
        { id: '2-0', type: 'UserLocked', at, until: new Date(NOW + MINUTE).toISOString() },
        { id: '1-0', type: 'SignInVerified', at, method: 'phone', channel: 'sms', purpose: 'sign_in' },
      ],
      cursor: null,
    },
  });
});

test('support sees who has reset what, and why', async () => {
  const listed = await trailOf({ events: [event('SupportReset', '1-0')], next: undefined }).list();

  expect(listed).toMatchObject({
    value: { events: [{ by: 'agent', reason: 'Lost the device', reference: 'CASE-1' }] },
  });
});

test('a page says where the next one begins, and is asked for so', async () => {
  const { list, asked } = trailOf({ events: [event('UserLocked', '2-0')], next: '2-0' });

  expect(await list()).toMatchObject({ value: { cursor: '2-0' } });
  await list({ cursor: '2-0' });

  expect(asked).toEqual([
    ['kim', undefined],
    ['kim', '2-0'],
  ]);
});

test('who has read it is in it from then on, once for all pages of a day', async () => {
  const { list, users } = trailOf({ events: [], next: undefined });

  await list();
  await list({ cursor: '2-0' });

  expect(users.events).toEqual([{ type: 'SupportViewed', by: 'agent', at: NOW }]);
});

test('nothing is shown where that cannot be written', async () => {
  const { list, users } = trailOf({ events: [event('UserLocked', '2-0')], next: undefined });
  users.meets(() => Promise.reject(outage('dynamodb')));

  await expect(list()).rejects.toThrow('unavailable');
});
