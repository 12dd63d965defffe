/** A user's audit trail in DynamoDB: one item for each event, beside the user's record. */

import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DomainEvent } from '../domain/event.ts';
import type { AuditTrail, TrailEvent } from '../domain/ports/audit-trail.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { EVENT_PREFIX, type Table, ttlOf, userKey } from './table.ts';

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
