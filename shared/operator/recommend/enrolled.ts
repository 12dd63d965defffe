/** Which customers need no recommendation: they have a second factor, or sign in without one anyway. */

import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { RECORD, type Table, userKey } from '../../adapters/table.ts';
import type { UserId } from '../../domain/brand.ts';

export type Standing = 'enrolled' | 'exempt' | 'open';

/** How each of the users stands; at most 100 at a time, DynamoDB's limit. */
export type ReadStandings = (userIds: readonly string[]) => Promise<ReadonlyMap<string, Standing>>;

export const MAX_USERS = 100;
const MAX_ROUNDS = 10;
const FIRST_PAUSE_MS = 50;

/** Users without a record are `open`. Throws if DynamoDB leaves keys unprocessed for too long. */
export const createReadStandings =
  (table: Table, sleep: (ms: number) => Promise<unknown>): ReadStandings =>
  async (userIds) => {
    // The same key twice in a request is an error.
    const unique = [...new Set(userIds)];
    const standings = new Map<string, Standing>(unique.map((id) => [id, 'open']));
    const ofKey = new Map(unique.map((id) => [userKey(id as UserId), id]));
    let keys = unique.map((id) => ({ pk: { S: userKey(id as UserId) }, sk: { S: RECORD } }));
    for (let round = 0; keys.length > 0; round++) {
      if (round === MAX_ROUNDS) throw new Error('DynamoDB does not get through with the records.');
      if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** (round - 1));
      const { Responses, UnprocessedKeys } = await table.client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table.name]: {
              Keys: keys,
              ConsistentRead: true,
              ProjectionExpression: 'pk, factor.enabledAt, exempt',
            },
          },
        }),
      );
      for (const item of Responses?.[table.name] ?? []) {
        const { pk, factor, exempt } = unmarshall(item);
        const id = ofKey.get(pk);
        if (id === undefined) continue;
        standings.set(id, factor !== undefined ? 'enrolled' : exempt !== undefined ? 'exempt' : 'open');
      }
      const left = UnprocessedKeys?.[table.name]?.Keys ?? [];
      keys = left.flatMap(({ pk, sk }) =>
        pk?.S === undefined || sk?.S === undefined ? [] : [{ pk: { S: pk.S }, sk: { S: sk.S } }],
      );
    }
    return standings;
  };
