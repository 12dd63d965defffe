/** Creates the template's tables in the local database: keys, indexes, time to live and streams. */

import type { LocalStack, StackResource } from '../template/stack.ts';
import { asArray, isRecord, type Properties, TemplateError } from '../template/template.ts';
import { type DatabaseClient, DatabaseError } from './client.ts';

export interface CreateTablesOptions {
  readonly stack: LocalStack;
  readonly client: DatabaseClient;
  /** Whether the database has streams and time to live. */
  readonly complete: boolean;
  /** The database deletes by the machine's clock; behind it, items would vanish before their time. */
  readonly expire: boolean;
}

/** The names of the tables. A table that is there from an earlier start stays as it is. */
export async function createTables(options: CreateTablesOptions): Promise<readonly string[]> {
  const resources = options.stack.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  for (const resource of resources) await createTable(resource, options);
  return resources.map(({ ref }) => ref);
}

const KEYS = ['AttributeName', 'KeyType', 'AttributeType'];

/** CloudFormation may hold more than `CreateTable` takes, e.g. throughput and monitoring settings. */
const keysOnly = (list: unknown): readonly Properties[] =>
  asArray(list)
    .filter(isRecord)
    .map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => KEYS.includes(name))));

function secondaryIndexes(list: unknown): { readonly [list: string]: readonly Properties[] } | undefined {
  const indexes = asArray(list)
    .filter(isRecord)
    .map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema: keysOnly(KeySchema),
      Projection,
    }));
  return indexes.length === 0 ? undefined : { indexes };
}

function createRequest({ properties, ref }: StackResource, complete: boolean): Properties {
  const global = secondaryIndexes(properties.GlobalSecondaryIndexes)?.indexes;
  const local = secondaryIndexes(properties.LocalSecondaryIndexes)?.indexes;
  const stream = isRecord(properties.StreamSpecification)
    ? properties.StreamSpecification.StreamViewType
    : undefined;
  return {
    TableName: ref,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keysOnly(properties.KeySchema),
    AttributeDefinitions: keysOnly(properties.AttributeDefinitions),
    ...(global === undefined ? {} : { GlobalSecondaryIndexes: global }),
    ...(local === undefined ? {} : { LocalSecondaryIndexes: local }),
    ...(stream !== undefined && complete
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }
      : {}),
  };
}

async function createTable(resource: StackResource, options: CreateTablesOptions): Promise<void> {
  const { client, complete, expire } = options;
  const request = createRequest(resource, complete);
  try {
    await client.call('DynamoDB_20120810', 'CreateTable', request);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'ResourceInUseException') throw error;
    await requireSameKeys(resource, request, client);
    return;
  }
  const ttl = resource.properties.TimeToLiveSpecification;
  if (complete && expire && isRecord(ttl) && ttl.Enabled === true) {
    const specification = { AttributeName: ttl.AttributeName, Enabled: true };
    await client.call('DynamoDB_20120810', 'UpdateTimeToLive', {
      TableName: resource.ref,
      TimeToLiveSpecification: specification,
    });
  }
}

async function requireSameKeys(
  resource: StackResource,
  request: Properties,
  client: DatabaseClient,
): Promise<void> {
  const { Table } = await client.call('DynamoDB_20120810', 'DescribeTable', { TableName: resource.ref });
  const kept = isRecord(Table) ? Table.KeySchema : undefined;
  if (JSON.stringify(keysOnly(kept)) !== JSON.stringify(request.KeySchema)) {
    throw new TemplateError(
      `The kept table ${resource.ref} has other keys than the template; use another DATA_DIR`,
    );
  }
}
