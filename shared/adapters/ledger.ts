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
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Millis } from '../domain/brand.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { type Limit, openWindow, type Window } from '../domain/window.ts';
import { type Table, ttlOf } from './table.ts';

export interface LedgerKey {
  readonly pk: string;
  readonly sk: string;
}

export interface Ledger {
  /** Counts one, or returns the exhausted window. Throws `Unavailable`. */
  charge(key: LedgerKey, limit: Limit, now: Millis): Promise<Result<Window, Window>>;
  /** Takes one back from the window that was charged. */
  refund(key: LedgerKey, charged: Window): Promise<void>;
  /** The window, if one is open. */
  read(key: LedgerKey, now: Millis): Promise<Window | undefined>;
  /** Forgets the window. */
  clear(key: LedgerKey): Promise<void>;
}

/** Both names are reserved words of DynamoDB's expressions. */
const NAMES = { '#count': 'count', '#ttl': 'ttl' };

export function createLedger({ client, name: TableName }: Table): Ledger {
  /** The item after the update, or `undefined` and the item as it is where the condition does not hold. */
  async function update(
    key: LedgerKey,
    input: Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression'>,
    values: Record<string, number>,
  ): Promise<{ landed: boolean; window: Window | undefined }> {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key),
          ...input,
          ExpressionAttributeNames: namesIn(input.UpdateExpression),
          ExpressionAttributeValues: marshall(values),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { landed: true, window: Attributes && windowOf(unmarshall(Attributes)) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      return { landed: false, window: error.Item && windowOf(unmarshall(error.Item)) };
    }
  }

  return {
    async charge(key, limit, now) {
      const added = await update(
        key,
        {
          UpdateExpression: 'SET #count = #count + :one',
          ConditionExpression: 'endsAt > :now AND #count < :max',
        },
        { ':one': 1, ':now': now, ':max': limit.max },
      );
      if (added.landed && added.window !== undefined) return ok(added.window);
      const open = openWindow(added.window, now);
      if (open !== undefined) return err(open);
      const endsAt = now + limit.seconds * 1000;
      const opened = await update(
        key,
        {
          UpdateExpression: 'SET #count = :one, endsAt = :end, #ttl = :ttl',
          ConditionExpression: 'attribute_not_exists(endsAt) OR endsAt <= :now',
        },
        { ':one': 1, ':end': endsAt, ':ttl': ttlOf(endsAt), ':now': now },
      );
      if (opened.landed) return ok({ count: 1, endsAt });
      // Somebody else has opened the window in between; it is open now, so this ends after one more round.
      return this.charge(key, limit, now);
    },

    async refund(key, charged) {
      await update(
        key,
        {
          UpdateExpression: 'SET #count = #count - :one',
          ConditionExpression: 'endsAt = :end AND #count >= :one',
        },
        { ':one': 1, ':end': charged.endsAt },
      );
    },

    async read(key, now) {
      const { Item } = await available('dynamodb', () =>
        client.send(new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true })),
      );
      return openWindow(Item && windowOf(unmarshall(Item)), now);
    },

    async clear(key) {
      await available('dynamodb', () =>
        client.send(new DeleteItemCommand({ TableName, Key: marshall(key) })),
      );
    },
  };
}

/** DynamoDB refuses names that an expression does not use. */
const namesIn = (expression: string | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(NAMES).filter(([name]) => expression?.includes(name)));

const windowOf = (item: Record<string, unknown>): Window => ({
  count: Number(item.count),
  endsAt: Number(item.endsAt),
});
