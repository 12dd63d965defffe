/** The same lives in memory and on DynamoDB Local: they must go the same way, answer by answer and write by write. */

import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { TestDatabase } from '../integration/support/database.ts';
import { lives } from './lives.ts';
import { liveOn } from './run-model.ts';
import { prepare } from './service.ts';
import { memoryTable, type RunTable, realTable } from './table.ts';
import { newTally, type Tally } from './tally.ts';

export interface Comparison {
  readonly tally: Tally;
  /** The stories of a life that went two ways, one beside the other. */
  readonly different: readonly {
    readonly inMemory: readonly string[];
    readonly onDynamoDb: readonly string[];
  }[];
}

/** Throws `Wrong` where a life goes wrong. */
export async function compareLives(
  database: TestDatabase,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<Comparison> {
  await prepare();
  const tally = newTally();
  const different: Comparison['different'][number][] = [];
  for (const rounds of fc.sample(lives, { numRuns: runs, seed })) {
    tally.lives += 1;
    const table = await emptyTable(database, `life-${tally.lives}`);
    const onDynamoDb = await liveOn(table, rounds, tally);
    const inMemory = await liveOn(memoryTable(), rounds, newTally());
    if (inMemory.join('\n') !== onDynamoDb.join('\n')) different.push({ inMemory, onDynamoDb });
  }
  return { tally, different };
}

async function emptyTable({ table: { client } }: TestDatabase, name: string): Promise<RunTable> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  return realTable(client, name);
}
