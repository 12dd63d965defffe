/** Who mails the notice of an event: an item for each claim, beside the user's record. */

import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { UserId } from '../domain/brand.ts';
import type { NoticeClaims } from '../domain/ports/notice-claims.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { NOTICE_PREFIX, type Table, ttlOf, userKey } from './table.ts';

/** No delivery comes later than this: EventBridge and Lambda give up within two days. */
const MEMORY_MS = 30 * 24 * 60 * 60 * 1000;

export function createNoticeClaims({ client, name: TableName }: Table): NoticeClaims {
  const keyOf = (userId: UserId, eventId: string) => ({ pk: userKey(userId), sk: NOTICE_PREFIX + eventId });
  return {
    async take(userId, eventId, now, until) {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: marshall({ ...keyOf(userId, eventId), heldUntil: until, ttl: ttlOf(now + MEMORY_MS) }),
            ConditionExpression: 'attribute_not_exists(pk) OR heldUntil <= :now',
            ExpressionAttributeValues: marshall({ ':now': now }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'taken';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
        return error.Item?.heldUntil === undefined ? 'closed' : 'held';
      }
    },

    async close(userId, eventId, now) {
      const Item = marshall({ ...keyOf(userId, eventId), ttl: ttlOf(now + MEMORY_MS) });
      // A claim that is gone went with its user, and nothing of an erased user is to come again.
      const put = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_exists(pk)' });
      try {
        await client.send(put);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      }
    },

    async release(userId, eventId) {
      const Key = marshall(keyOf(userId, eventId));
      await available('dynamodb', () => client.send(new DeleteItemCommand({ TableName, Key })));
    },
  };
}
