/** The template's event source mappings: reads their settings and starts a poller for each. */

import { customerKeyOf } from '../aws/dynamodb/table-key.ts';
import type { KmsKeys } from '../aws/kms/keys.ts';
import { mayCall } from '../iam/key-policy.ts';
import type { Permissions } from '../iam/permissions.ts';
import type { Functions } from '../lambda/functions.ts';
import type { DatabaseClient } from '../tables/client.ts';
import { LOCAL_REGION } from '../template/intrinsics.ts';
import type { LocalStack, StackResource } from '../template/stack.ts';
import {
  asArray,
  asBoolean,
  asNumber,
  asRecord,
  asString,
  asStrings,
  isRecord,
  optionalString,
  TemplateError,
} from '../template/template.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type Poller, startPoller } from './poller.ts';
import { createStreamReader } from './records.ts';

export interface MappingsOptions {
  readonly stack: LocalStack;
  readonly functions: Functions;
  readonly permissions: Permissions;
  readonly kmsKeys: KmsKeys;
  readonly client: DatabaseClient;
  readonly checkpoints: Checkpoints;
  /** Puts a message into the queue of this ARN. */
  readonly sendToQueue: (queueArn: string, body: string) => void;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Lambda's default for streams. */
const DEFAULT_BATCH_SIZE = 100;

/** Settings that would change what a function sees, and that nothing here acts on. */
const UNSERVED = ['TumblingWindowInSeconds', 'ProvisionedPollerConfig', 'SelfManagedEventSource'];

/** Throws a `TemplateError` for a mapping that cannot be served, or whose function's role may not read the stream. */
export function startMappings(options: MappingsOptions): readonly Poller[] {
  return options.stack.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => start(mapping, options));
}

function start(mapping: StackResource, options: MappingsOptions): Poller {
  const { properties, logicalId } = mapping;
  for (const name of UNSERVED) {
    if (properties[name] !== undefined)
      throw new TemplateError(`The local system does not serve ${logicalId}.${name}`);
  }
  const streamArn = asString(properties.EventSourceArn, logicalId);
  const table = options.stack
    .ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
    .find(({ attributes }) => attributes.StreamArn === streamArn);
  if (table === undefined)
    throw new TemplateError(`${logicalId} does not read a table's stream of this template`);
  const fn = options.functions.get(asString(properties.FunctionName, logicalId));
  const failureQueue = destinationOf(properties.DestinationConfig, logicalId);
  const needed = neededPermissions(table, streamArn, failureQueue, options.kmsKeys);
  requirePermissions(fn.logicalId, needed, options);

  const retries = asNumber(properties.MaximumRetryAttempts, -1, logicalId);
  return startPoller({
    fn,
    reader: createStreamReader({
      client: options.client,
      tableName: table.ref,
      streamArn,
      batchSize: asNumber(properties.BatchSize, DEFAULT_BATCH_SIZE, logicalId),
      checkpoint: (shardId) => options.checkpoints.get(logicalId, shardId),
      now: options.now,
    }),
    policy: {
      maxRetries: retries < 0 ? Number.POSITIVE_INFINITY : retries,
      bisect: asBoolean(properties.BisectBatchOnFunctionError),
    },
    reportsItemFailures: asArray(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
    filters: filtersOf(properties.FilterCriteria, logicalId),
    streamArn,
    onFailure: failureQueue === undefined ? undefined : (body) => options.sendToQueue(failureQueue, body),
    saveCheckpoint: (shardId, sequence) => options.checkpoints.set(logicalId, shardId, sequence),
    now: options.now,
    log: options.log,
  });
}

function destinationOf(config: unknown, logicalId: string): string | undefined {
  const onFailure = isRecord(config) ? config.OnFailure : undefined;
  return isRecord(onFailure) ? optionalString(onFailure.Destination, logicalId) : undefined;
}

function filtersOf(criteria: unknown, logicalId: string): readonly unknown[] {
  const filters = isRecord(criteria) ? asArray(criteria.Filters) : [];
  return filters.map((filter): unknown =>
    JSON.parse(asString(asRecord(filter, logicalId).Pattern, logicalId)),
  );
}

/** Action and resource of everything that Lambda does in the function's name. */
function neededPermissions(
  table: StackResource,
  streamArn: string,
  failureQueue: string | undefined,
  kmsKeys: KmsKeys,
): readonly (readonly [action: string, resource: string])[] {
  const read = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
  const key = customerKeyOf(table.properties);
  return [
    ...read.map((action) => [`dynamodb:${action}`, streamArn] as const),
    ['dynamodb:ListStreams', '*'] as const,
    ...(key === undefined ? [] : [['kms:Decrypt', kmsKeys.get(key).arn] as const]),
    ...(failureQueue === undefined
      ? []
      : asStrings(failureQueue, 'queue').map((arn) => ['sqs:SendMessage', arn] as const)),
  ];
}

function requirePermissions(
  functionName: string,
  needed: readonly (readonly [string, string])[],
  { permissions, kmsKeys }: Pick<MappingsOptions, 'permissions' | 'kmsKeys'>,
): void {
  const caller = permissions.callerOf(functionName);
  const context = {
    'kms:ViaService': [`dynamodb.${LOCAL_REGION}.amazonaws.com`],
    'aws:SecureTransport': ['true'],
  };
  for (const [action, resource] of needed) {
    const request = { action, resource, context };
    const allowed = mayCall(caller, request, kmsKeys);
    permissions.note(functionName, request, allowed);
    if (!allowed) {
      throw new TemplateError(
        `${functionName}'s role is not authorized to perform: ${action} on ${resource}`,
      );
    }
  }
}
