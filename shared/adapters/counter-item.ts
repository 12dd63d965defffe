/** Items that count: each change is one conditional update, which knows itself where its answer was lost. */

import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Random } from '../domain/ports/system.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import type { Table } from './table.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Readonly<Record<string, unknown>>;

export interface Change {
  /** As in `SET count = …`; of the names, `#count` and `#ttl` are there for reserved words. */
  readonly set: string;
  /** What must be so for it to be made. */
  readonly condition: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Both names are reserved words of DynamoDB's expressions. */
const NAMES = { '#count': 'count', '#ttl': 'ttl' };

/** @param random makes the writes' ids. */
export function createCounterItems({ client, name: TableName }: Table, random: Pick<Random, 'id'>) {
  return {
    /** Throws `Unavailable`. */
    async find(key: ItemKey): Promise<Item | undefined> {
      const { Item } = await available('dynamodb', () =>
        client.send(new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true })),
      );
      return Item && unmarshall(Item);
    },

    /**
     * Makes the change, if its condition holds. Where the answer is lost and the SDK tries again, the write's id
     * tells that it has landed: what is counted up or down is so once. Throws `Unavailable`.
     * @returns with the item as it is now; not every database says with its refusal what it has.
     */
    async update(
      key: ItemKey,
      { set, condition, values }: Change,
    ): Promise<{ readonly landed: boolean; readonly item: Item | undefined }> {
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
            ...namesIn(UpdateExpression + ConditionExpression),
            ExpressionAttributeValues: marshall({ ...values, ':writeId': writeId }),
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { landed: true, item: itemOf(Attributes) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
        const item = itemOf(error.Item);
        return { landed: item?.writeId === writeId, item };
      }
    },
  };
}

const itemOf = (attributes: Record<string, AttributeValue> | undefined): Item | undefined =>
  attributes && unmarshall(attributes);

/** DynamoDB refuses names that an expression does not use. */
function namesIn(expressions: string): { readonly ExpressionAttributeNames?: Record<string, string> } {
  const used = Object.entries(NAMES).filter(([name]) => expressions.includes(name));
  return used.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(used) };
}
