/**
 * What is sent to countries and blocks of numbers for enrolments: an item for each and its window, `{messages,
 * unconfirmed}`. The window is in the key, so there is none to open or replace: whatever happens takes one write.
 */

import type { Place, PlaceLimit } from '../domain/destination.ts';
import type { PlaceCounter } from '../domain/ports/place-counter.ts';
import type { Random } from '../domain/ports/system.ts';
import { err, ok } from '../domain/result.ts';
import { createCounterItems, type ItemKey } from './counter-item.ts';
import { blockKey, countryKey, ENROLMENTS_PREFIX, type Table, ttlOf } from './table.ts';

function keyOf(place: Place, { endsAt }: PlaceLimit): ItemKey {
  const sk = `${ENROLMENTS_PREFIX}${endsAt}`;
  switch (place.of) {
    case 'country':
      return { pk: countryKey(place.country), sk };
    case 'block':
      return { pk: blockKey(place.block), sk };
  }
}

/** @param random makes the writes' ids. */
export function createPlaceCounter(table: Table, random: Pick<Random, 'id'>): PlaceCounter {
  const items = createCounterItems(table, random);

  return {
    async charge(place, limit) {
      const key = keyOf(place, limit);
      const { landed, item } = await items.update(key, {
        set:
          'messages = if_not_exists(messages, :none) + :one, ' +
          'unconfirmed = if_not_exists(unconfirmed, :none) + :one, #ttl = :ttl',
        condition: 'attribute_not_exists(messages) OR (messages < :messages AND unconfirmed < :unconfirmed)',
        values: {
          ':none': 0,
          ':one': 1,
          ':ttl': ttlOf(limit.endsAt),
          ':messages': limit.messages,
          ':unconfirmed': limit.unconfirmed,
        },
      });
      if (landed) return ok(undefined);
      // Not every database says with its refusal what it has.
      const { messages } = item ?? (await items.find(key)) ?? {};
      return err(Number(messages) >= limit.messages ? 'limit' : 'unconfirmed');
    },

    async refund(place, limit) {
      await items.update(keyOf(place, limit), {
        set: 'messages = messages - :one, unconfirmed = unconfirmed - :one',
        condition: 'messages >= :one',
        values: { ':one': 1 },
      });
    },

    async confirm(place, limit, sends) {
      await items.update(keyOf(place, limit), {
        set: 'unconfirmed = unconfirmed - :sends',
        // Where all is confirmed, nothing is made up for: a good past does not pay for what comes.
        condition: 'unconfirmed > :none',
        values: { ':sends': sends, ':none': 0 },
      });
    },
  };
}
