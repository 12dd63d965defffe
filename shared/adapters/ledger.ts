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
import type { Random } from '../domain/ports.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import type { KeyedHash } from '../domain/user.ts';
import { type Limit, openWindow, type Window } from '../domain/window.ts';
import { MESSAGES, phoneKey, REQUESTS, SERVICE_KEY, type Table, ttlOf } from './table.ts';

export interface LedgerKey {
  readonly pk: string;
  readonly sk: string;
}

/** Messages to a number, whoever has requested them. */
export const numberRequests = (number: KeyedHash): LedgerKey => ({ pk: phoneKey(number), sk: REQUESTS });

/** Messages of the whole service. */
export const SERVICE_MESSAGES: LedgerKey = { pk: SERVICE_KEY, sk: MESSAGES };

export interface Ledger {
  /** Counts one, or returns the exhausted window. Throws `Unavailable`. */
  charge(key: LedgerKey, limit: Limit, now: Millis): Promise<Result<Window, Window>>;
  /** Takes one back from the window that was charged. Throws `Unavailable`. */
  refund(key: LedgerKey, charged: Window): Promise<void>;
  /** The window, if one is open. */
  read(key: LedgerKey, now: Millis): Promise<Window | undefined>;
  /** Forgets the window. */
  clear(key: LedgerKey): Promise<void>;
}

/** Each round is lost to somebody else's write; so many at once are no load but an attack. */
const MAX_ROUNDS = 100;

/** Both names are reserved words of DynamoDB's expressions. */
const NAMES = { '#count': 'count', '#ttl': 'ttl' };

/** @param random makes the writes' ids. */
export function createLedger({ client, name: TableName }: Table, random: Pick<Random, 'id'>): Ledger {
  async function find(key: LedgerKey): Promise<StoredWindow | undefined> {
    const { Item } = await available('dynamodb', () =>
      client.send(new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true })),
    );
    return Item && storedWindow(unmarshall(Item));
  }

  /**
   * Writes, if the condition holds. Where the answer is lost and the SDK tries again, the write's id tells that
   * it has landed: what is counted up or down is so once.
   */
  async function update(
    key: LedgerKey,
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
          Key: marshall(key),
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

  return {
    async charge(key, limit, now) {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const added = await update(key, '#count = #count + :one', 'endsAt > :now AND #count < :max', {
          ':one': 1,
          ':now': now,
          ':max': limit.max,
        });
        if (added.landed && added.window !== undefined) return ok(plain(added.window));
        const open = openWindow(added.window, now);
        if (open !== undefined && open.count >= limit.max) return err(plain(open));
        if (open !== undefined) continue;
        // There is none, or the database does not say.
        const endsAt = now + limit.seconds * 1000;
        const opened = await update(
          key,
          '#count = :one, endsAt = :end, #ttl = :ttl',
          'attribute_not_exists(endsAt) OR endsAt <= :now',
          { ':one': 1, ':end': endsAt, ':ttl': ttlOf(endsAt), ':now': now },
        );
        if (opened.landed) return ok({ count: 1, endsAt });
        const found = openWindow(opened.window ?? (await find(key)), now);
        if (found !== undefined && found.count >= limit.max) return err(plain(found));
      }
      throw new Unavailable('dynamodb', new Error('contention'));
    },

    async refund(key, charged) {
      await update(key, '#count = #count - :one', 'endsAt = :end AND #count >= :one', {
        ':one': 1,
        ':end': charged.endsAt,
      });
    },

    async read(key, now) {
      const open = openWindow(await find(key), now);
      return open && plain(open);
    },

    async clear(key) {
      await available('dynamodb', () =>
        client.send(new DeleteItemCommand({ TableName, Key: marshall(key) })),
      );
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
