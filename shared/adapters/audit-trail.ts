/** A user's audit trail in DynamoDB: one item for each event, beside the user's record. */

import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { UserId } from '../domain/brand.ts';
import type { DomainEvent } from '../domain/event.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { EVENT_PREFIX, type Table, ttlOf, userKey } from './table.ts';

/** An event with its name: ids sort in the order in which the events happened to the user. */
export type TrailEvent = DomainEvent & { readonly id: string };

export interface TrailPage {
  /** Newest first. */
  readonly events: readonly TrailEvent[];
  /** The id to go on after, if there may be more. */
  readonly next: string | undefined;
}

export interface AuditTrail {
  /** Writes the event, unless it is there already: a replay changes nothing. Throws `Unavailable`. */
  append(userId: UserId, event: TrailEvent): Promise<void>;
  /** @param after the id of the last event of the page before. */
  list(userId: UserId, after?: string): Promise<TrailPage>;
}

const PAGE_SIZE = 50;
const RETENTION_MS = 400 * 24 * 60 * 60 * 1000;

export function createAuditTrail({ client, name: TableName }: Table): AuditTrail {
  return {
    async append(userId, event) {
      const { id, ...detail } = event;
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: marshall(
              { pk: userKey(userId), sk: EVENT_PREFIX + id, ...detail, ttl: ttlOf(event.at + RETENTION_MS) },
              { removeUndefinedValues: true },
            ),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      }
    },

    async list(userId, after) {
      const { Items = [] } = await available('dynamodb', () =>
        client.send(
          new QueryCommand({
            TableName,
            // An event's key sorts between the bare prefix and the character after its last.
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
            ExpressionAttributeValues: marshall({
              ':pk': userKey(userId),
              ':first': EVENT_PREFIX,
              ':last': EVENT_PREFIX + (after ?? '~'),
            }),
            ScanIndexForward: false,
            Limit: PAGE_SIZE + 2,
          }),
        ),
      );
      const events = Items.map((item) => eventOf(unmarshall(item))).filter(({ id }) => id !== after);
      const page = events.slice(0, PAGE_SIZE);
      return { events: page, next: events.length > PAGE_SIZE ? page.at(-1)?.id : undefined };
    },
  };
}

function eventOf(item: Record<string, unknown>): TrailEvent {
  const { pk: _pk, sk, ttl: _ttl, ...detail } = item;
  return { ...(detail as DomainEvent), id: String(sk).slice(EVENT_PREFIX.length) };
}
