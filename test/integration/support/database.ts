/** A table for the adapters' tests in AWS's own DynamoDB Local, one for each test file. */

import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { fromItem } from '../../../shared/adapters/record-item.ts';
import type { Table } from '../../../shared/adapters/table.ts';
import { startDatabase } from '../../local/emulator/tables/database.ts';

/** Names the address of the database that the test files of a run share: see `test/support/start-database.js`. */
const SHARED_DATABASE = 'SHARED_DATABASE';

export interface TestDatabase {
  readonly endpoint: string;
  readonly table: Table;
  /** The item as it is stored, or `undefined`. */
  item(pk: string, sk: string): Promise<Record<string, unknown> | undefined>;
  items(): Promise<readonly Record<string, unknown>[]>;
  put(item: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

const ACCESS = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** A client of its own for the endpoint; it tries once unless told otherwise. */
export const clientOf = (endpoint: string, maxAttempts = 1): DynamoDBClient =>
  new DynamoDBClient({ ...ACCESS, endpoint, maxAttempts });

/**
 * A client that loses the answer to each first try, after the database has done what was asked.
 * @param meanwhile happens before the second try.
 */
export function losingFirstAnswers(
  endpoint: string,
  meanwhile: () => Promise<void> = async () => undefined,
): DynamoDBClient {
  const client = clientOf(endpoint, 3);
  client.middlewareStack.add(
    (next) => {
      let tries = 0;
      return async (args) => {
        const answer = await next(args);
        tries += 1;
        if (tries > 1) return answer;
        await meanwhile();
        throw Object.assign(new Error('No answer in time'), { name: 'TimeoutError' });
      };
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

/** A client of a database that, like dynalite, knows no `ReturnValuesOnConditionCheckFailure`. */
export function withoutOldItems(endpoint: string): DynamoDBClient {
  const client = clientOf(endpoint);
  client.middlewareStack.add(
    (next) => (args) => {
      const { ReturnValuesOnConditionCheckFailure: _unknown, ...input } =
        args.input as UpdateItemCommandInput;
      return next({ ...args, input });
    },
    { step: 'initialize' },
  );
  return client;
}

/** The database, or `undefined` after a line that says why these tests do not run. */
export async function startTestDatabase(subject: string): Promise<TestDatabase | undefined> {
  const shared = process.env[SHARED_DATABASE];
  const database =
    shared === undefined
      ? await startDatabase(undefined, () => undefined)
      : { endpoint: shared, complete: true, stop: async () => undefined };
  if (!database.complete) {
    await database.stop();
    process.stdout.write(`\nNot run: ${subject}. DynamoDB Local needs Java 17, and there is none here.\n`);
    return undefined;
  }
  const client = clientOf(database.endpoint, 3);
  const table = { client, name: `users-${randomUUID()}` };
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
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
  return {
    endpoint: database.endpoint,
    table,
    async item(pk, sk) {
      const Key = marshall({ pk, sk });
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table.name, Key, ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },
    async items() {
      const all: Record<string, unknown>[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName: table.name })) {
        all.push(...Items.map((item) => fromItem(item)));
      }
      return all;
    },
    async put(item) {
      await client.send(new PutItemCommand({ TableName: table.name, Item: marshall(item) }));
    },
    async stop() {
      await client.send(new DeleteTableCommand({ TableName: table.name }));
      client.destroy();
      await database.stop();
    },
  };
}

/** `describe` with the database, or a skipped one without. */
export function describeWith(
  database: TestDatabase | undefined,
  name: string,
  tests: (database: TestDatabase) => void,
): void {
  if (database === undefined) {
    describe.skip(name, () => test('needs the database', () => undefined));
    return;
  }
  describe(name, () => tests(database));
  afterAll(() => database.stop());
}
