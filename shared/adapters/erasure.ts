/**
 * Erasing a user from both tables.
 *
 * The stream may carry on writes of a user after the trail was removed. So before it is removed, a mark says up to
 * which write: the publisher's writes ask for it (`audit-trail.ts`) in the transaction that adds to the trail, so
 * that each of them comes before the mark, and is removed, or after it, and is not made.
 */

import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { UserId } from '../domain/brand.ts';
import type { Erasure } from '../domain/ports/erasure.ts';
import type { Clock } from '../domain/ports/system.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { ERASED, erasedKey, lastIdOf, NOTICE_PREFIX, RECORD, type Table, ttlOf, userKey } from './table.ts';

/** The stream keeps records for a day; with another to spare. */
const MARK_MS = 2 * 24 * 60 * 60 * 1000;
const AT_ONCE = 25;

export function createErasure(users: Table, trail: Table, clock: Pick<Clock, 'now'>): Erasure {
  return {
    async trail(userId, version) {
      const through = lastIdOf(version);
      await unlessRefused(
        trail.client.send(
          new PutItemCommand({
            TableName: trail.name,
            Item: marshall({
              ...{ pk: erasedKey(userId), sk: ERASED },
              ...{ through, ttl: ttlOf(clock.now() + MARK_MS) },
            }),
            // Of two erasures the later one counts.
            ConditionExpression: 'attribute_not_exists(pk) OR through < :through',
            ExpressionAttributeValues: marshall({ ':through': through }),
          }),
        ),
      );
      await removeAll(trail, userId, 'sk <= :sk', through);
    },

    async record(userId, version) {
      await removeAll(users, userId, 'begins_with(sk, :sk)', NOTICE_PREFIX);
      await unlessRefused(
        users.client.send(
          new DeleteItemCommand({
            TableName: users.name,
            Key: marshall({ pk: userKey(userId), sk: RECORD }),
            ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
            ExpressionAttributeValues: marshall({ ':version': version }),
          }),
        ),
      );
    },
  };
}

/** Waits for the write; that its condition did not hold is no failure. */
async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
  }
}

async function removeAll({ client, name }: Table, userId: UserId, which: string, sk: string): Promise<void> {
  let next: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await available('dynamodb', () =>
      client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: `pk = :pk AND ${which}`,
          ExpressionAttributeValues: marshall({ ':pk': userKey(userId), ':sk': sk }),
          ProjectionExpression: 'pk, sk',
          ConsistentRead: true,
          ...(next !== undefined && { ExclusiveStartKey: next }),
        }),
      ),
    );
    for (let start = 0; start < Items.length; start += AT_ONCE) {
      const keys = Items.slice(start, start + AT_ONCE);
      await available('dynamodb', () =>
        Promise.all(keys.map((Key) => client.send(new DeleteItemCommand({ TableName: name, Key })))),
      );
    }
    next = LastEvaluatedKey;
  } while (next !== undefined);
}
