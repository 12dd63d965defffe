/** Used assertions in a DynamoDB table whose partition key is the text `jti`, with `expiresAt` as its time to live. */

import type { UsedAssertions } from './used-assertions.ts';

export type { UsedAssertions } from './used-assertions.ts';

/** What is needed of `new DynamoDB({})` from `@aws-sdk/client-dynamodb`. */
export interface DynamoDbTable {
  putItem(input: {
    TableName: string;
    Item: Record<string, { S: string } | { N: string }>;
    ConditionExpression: string;
    ExpressionAttributeValues: Record<string, { S: string }>;
  }): Promise<unknown>;
}

export interface DynamoDbOptions {
  readonly client: DynamoDbTable;
  readonly table: string;
  /** Another one for each call. @default a random UUID */
  readonly id?: () => string;
}

export function usedInDynamoDb({
  client,
  table,
  id = () => crypto.randomUUID(),
}: DynamoDbOptions): UsedAssertions {
  return {
    async claim(jti, expiresAt) {
      // The SDK tries again where an answer was lost: by its id it finds that the first try was its own.
      const claim = id();
      try {
        await client.putItem({
          TableName: table,
          Item: { jti: { S: jti }, expiresAt: { N: String(expiresAt) }, claim: { S: claim } },
          ConditionExpression: 'attribute_not_exists(jti) OR claim = :claim',
          ExpressionAttributeValues: { ':claim': { S: claim } },
        });
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
  };
}
