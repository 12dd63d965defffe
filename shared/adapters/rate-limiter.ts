/**
 * Counters that belong to no single user: messages per telephone number, and of the whole service.
 *
 * One item each, `{count, endsAt}`; a window that has ended is replaced whether or not the database has
 * deleted it yet.
 */

import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Millis } from '../domain/brand.ts';
import type { Counter, RateLimiter } from '../domain/ports/rate-limiter.ts';
import type { Random } from '../domain/ports/system.ts';
import { err, ok } from '../domain/result.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { type Limit, openWindow, type Window } from '../domain/window.ts';
import { type Change, createCounterItems, type Item, type ItemKey } from './counter-item.ts';
import { MESSAGES, phoneKey, REQUESTS, serviceKey, type Table, ttlOf } from './table.ts';

/** Each round is lost to somebody else's write; so many at once are no load but an attack. */
const MAX_ROUNDS = 100;

function keyOf(counter: Counter): ItemKey {
  switch (counter.of) {
    case 'number':
      return { pk: phoneKey(counter.number), sk: REQUESTS };
    case 'service':
      return { pk: serviceKey(counter.part), sk: MESSAGES };
  }
}

/** @param random makes the writes' ids. */
export function createRateLimiter(table: Table, random: Pick<Random, 'id'>): RateLimiter {
  const items = createCounterItems(table, random);

  const find = async (counter: Counter): Promise<Window | undefined> =>
    windowOf(await items.find(keyOf(counter)));

  async function update(counter: Counter, change: Change) {
    const { landed, item } = await items.update(keyOf(counter), change);
    return { landed, window: windowOf(item) };
  }

  /** Counts one in the window that is open. */
  const add = (counter: Counter, { max }: Limit, now: Millis) =>
    update(counter, {
      set: '#count = #count + :one',
      condition: 'endsAt > :now AND #count < :max',
      values: { ':one': 1, ':now': now, ':max': max },
    });

  /** Opens a window with its first count, if none is open. */
  const open = (counter: Counter, { seconds }: Limit, now: Millis) => {
    const endsAt = now + seconds * 1000;
    return update(counter, {
      set: '#count = :one, endsAt = :end, #ttl = :ttl',
      condition: 'attribute_not_exists(endsAt) OR endsAt <= :now',
      values: { ':one': 1, ':end': endsAt, ':ttl': ttlOf(endsAt), ':now': now },
    });
  };

  return {
    async charge(counter, limit, now, opened) {
      let isOpen = opened;
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const written = await (isOpen ? add : open)(counter, limit, now);
        if (written.landed && written.window !== undefined) return ok(written.window);
        // With nothing to add to there is none to be open, or the database does not say what it has; the next write
        // tells. With one that can't be opened there is one.
        const held = written.window ?? (isOpen ? undefined : await find(counter));
        const found = openWindow(held, now);
        if (found !== undefined && found.count >= limit.max) return err(found);
        isOpen = found !== undefined;
      }
      throw new Unavailable('dynamodb', new Error('contention'));
    },

    async refund(counter, charged) {
      await update(counter, {
        set: '#count = #count - :one',
        condition: 'endsAt = :end AND #count >= :one',
        values: { ':one': 1, ':end': charged.endsAt },
      });
    },

    async read(counter, now) {
      return openWindow(await find(counter), now);
    },

    async clear(counter) {
      const Key = marshall(keyOf(counter));
      await available('dynamodb', () =>
        table.client.send(new DeleteItemCommand({ TableName: table.name, Key })),
      );
    },
  };
}

const windowOf = (item: Item | undefined): Window | undefined =>
  item && { count: Number(item.count), endsAt: Number(item.endsAt) };
