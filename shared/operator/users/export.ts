/** Who has which method since when, for the operator's reports; no secret, number or address. */

import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { RECORD, type Table, userOfKey } from '../../adapters/table.ts';
import { isoTime } from '../../contract/time.ts';
import type { Factor } from '../../domain/user.ts';

export interface ExportedUser {
  readonly sub: string;
  readonly method: Factor['method'];
  /** ISO 8601. */
  readonly since: string;
}

/** Reads the whole table once, page by page. Users who enrol meanwhile may be in it or not. */
export async function* exportUsers({ client, name }: Table): AsyncGenerator<ExportedUser> {
  let next: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: 'sk = :record AND attribute_exists(factor)',
        ProjectionExpression: 'pk, factor.#method, factor.enabledAt',
        ExpressionAttributeNames: { '#method': 'method' },
        ExpressionAttributeValues: marshall({ ':record': RECORD }),
        ...(next !== undefined && { ExclusiveStartKey: next }),
      }),
    );
    for (const item of Items) {
      const { pk, factor } = unmarshall(item);
      yield { sub: userOfKey(pk), method: factor.method, since: isoTime(factor.enabledAt) };
    }
    next = LastEvaluatedKey;
  } while (next !== undefined);
}
