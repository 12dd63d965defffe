/**
 * Counters that belong to no single user: messages per telephone number, and of the whole service.
 *
 * One item each, `{count, endsAt}`; a window that has ended is replaced whether or not the database has
 * deleted it yet.
 */

import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Millis } from '../domain/brand.ts';
import type { Counter, RateLimiter } from '../domain/ports/rate-limiter.ts';
import type { Random } from '../domain/ports/system.ts';
import { err, ok } from '../domain/result.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { type Limit, openWindow, type Window } from '../domain/window.ts';
import { MESSAGES, phoneKey, REQUESTS, SERVICE_KEY, type Table, ttlOf } from './table.ts';

/** Each round is lost to somebody else's write; so many at once are no load but an attack. */
const MAX_ROUNDS = 100;

/** Both names are reserved words of DynamoDB's expressions. */
const NAMES = { '#count': 'count', '#ttl': 'ttl' };

function keyOf(counter: Counter): { readonly pk: string; readonly sk: string } {
  switch (counter.of) {
    case 'number':
      return { pk: phoneKey(counter.number), sk: REQUESTS };
    case 'service':
      return { pk: SERVICE_KEY, sk: MESSAGES };
  }
}

/** @param random makes the writes' ids. */
export function createRateLimiter(
  { client, name: TableName }: Table,
  random: Pick<Random, 'id'>,
): RateLimiter {
  async function find(counter: Counter): Promise<StoredWindow | undefined> {
    const Key = marshall(keyOf(counter));
    const { Item } = await available('dynamodb', () =>
      client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })),
    );
    return Item && storedWindow(unmarshall(Item));
  }

  /**
   * Writes, if the condition holds. Where the answer is lost and the SDK tries again, the write's id tells that
   * it has landed: what is counted up or down is so once.
   */
  async function update(
    counter: Counter,
    set: string,
    condition: string,
    values: Readonly<Record<string, number>>,
  ): Promise<{ readonly landed: boolean; readonly window: Window | undefined }> {
    const writeId = random.id();
    const UpdateExpression = `SET ${set}, writeId = :writeId`;
    const ConditionExpression = `(${condition}) AND (attribute_not_exists(writeId) OR writeId <> :writeId)`;
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(keyOf(counter)),
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames: namesIn(UpdateExpression),
          ExpressionAttributeValues: marshall({ ...values, ':writeId': writeId }),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { landed: true, window: Attributes && storedWindow(unmarshall(Attributes)) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      const found = error.Item && storedWindow(unmarshall(error.Item));
      return { landed: found?.writeId === writeId, window: found };
    }
  }

  /** Counts one in the window that is open. */
  const add = (counter: Counter, { max }: Limit, now: Millis) =>
    update(counter, '#count = #count + :one', 'endsAt > :now AND #count < :max', {
      ':one': 1,
      ':now': now,
      ':max': max,
    });

  /** Opens a window with its first count, if none is open. */
  const open = (counter: Counter, { seconds }: Limit, now: Millis) => {
    const endsAt = now + seconds * 1000;
    return update(
      counter,
      '#count = :one, endsAt = :end, #ttl = :ttl',
      'attribute_not_exists(endsAt) OR endsAt <= :now',
      { ':one': 1, ':end': endsAt, ':ttl': ttlOf(endsAt), ':now': now },
    );
  };

  return {
    async charge(counter, limit, now, opened) {
      let isOpen = opened;
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const written = await (isOpen ? add : open)(counter, limit, now);
        if (written.landed && written.window !== undefined) return ok(plain(written.window));
        // With nothing to add to there is none to be open, or the database does not say what it has; the next write
        // tells. With one that can't be opened there is one.
        const held = written.window ?? (isOpen ? undefined : await find(counter));
        const found = openWindow(held, now);
        if (found !== undefined && found.count >= limit.max) return err(plain(found));
        isOpen = found !== undefined;
      }
      throw new Unavailable('dynamodb', new Error('contention'));
    },

    async refund(counter, charged) {
      await update(counter, '#count = #count - :one', 'endsAt = :end AND #count >= :one', {
        ':one': 1,
        ':end': charged.endsAt,
      });
    },

    async read(counter, now) {
      const window = openWindow(await find(counter), now);
      return window && plain(window);
    },

    async clear(counter) {
      const Key = marshall(keyOf(counter));
      await available('dynamodb', () => client.send(new DeleteItemCommand({ TableName, Key })));
    },
  };
}

/** DynamoDB refuses names that an expression does not use. */
const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries(Object.entries(NAMES).filter(([name]) => expression.includes(name)));

interface StoredWindow extends Window {
  /** Of the last write. */
  readonly writeId: unknown;
}

const storedWindow = ({ count, endsAt, writeId }: Record<string, unknown>): StoredWindow => ({
  count: Number(count),
  endsAt: Number(endsAt),
  writeId,
});

const plain = ({ count, endsAt }: Window): Window => ({ count, endsAt });
