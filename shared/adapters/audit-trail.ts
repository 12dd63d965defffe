/**
 * A user's audit trail in DynamoDB: one item for each event, with the event's id for its sort key, in a table of its
 * own, which its writer only adds to.
 */

import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DomainEvent } from '../domain/event.ts';
import type { AuditTrail, TrailEvent } from '../domain/ports/audit-trail.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { type Table, ttlOf, userKey } from './table.ts';

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
              { pk: userKey(userId), sk: id, ...detail, ttl: ttlOf(event.at + RETENTION_MS) },
              { removeUndefinedValues: true },
            ),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return true;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
        return false;
      }
    },

    async list(userId, after) {
      const { Items = [] } = await available('dynamodb', () =>
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :after',
            ExpressionAttributeValues: marshall(
              { ':pk': userKey(userId), ':after': after },
              { removeUndefinedValues: true },
            ),
            ScanIndexForward: false,
            Limit: PAGE_SIZE + 1,
          }),
        ),
      );
      const events = Items.map((item) => eventOf(unmarshall(item)));
      const page = events.slice(0, PAGE_SIZE);
      return { events: page, next: events.length > PAGE_SIZE ? page.at(-1)?.id : undefined };
    },
  };
}

function eventOf(item: Record<string, unknown>): TrailEvent {
  const { pk: _pk, sk, ttl: _ttl, ...detail } = item;
  return { ...(detail as DomainEvent), id: String(sk) };
}
