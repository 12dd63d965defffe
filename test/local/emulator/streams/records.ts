/** Stream records: read from the local database shard by shard, and put into the form of Lambda's event. */

import { type DatabaseClient, DatabaseError } from '../tables/client.ts';
import { LOCAL_REGION } from '../template/intrinsics.ts';
import {
  asArray,
  asRecord,
  asString,
  isRecord,
  optionalString,
  type Properties,
} from '../template/template.ts';
import { mendImage } from './image.ts';

export interface StreamRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  /** As in Lambda's event. */
  readonly event: Properties;
}

export interface StreamReaderOptions {
  readonly client: DatabaseClient;
  readonly tableName: string;
  /** The stream's ARN as functions know it. */
  readonly streamArn: string;
  readonly batchSize: number;
  /** Where an earlier start left off in a shard. */
  readonly checkpoint: (shardId: string) => string | undefined;
  readonly now: () => number;
}

export interface StreamReader {
  /** The next records of one shard, oldest first; empty where there are none yet. */
  next(): Promise<readonly StreamRecord[]>;
}

interface Shard {
  readonly id: string;
  readonly parent: string | undefined;
  iterator: string | undefined;
  finished: boolean;
}

const STREAMS = 'DynamoDBStreams_20120810';
/** How long a list of shards is taken to be complete: shards split every few hours. */
const SHARD_LIST_MS = 60_000;

export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { client } = options;
  const shards = new Map<string, Shard>();
  let listedAt = Number.NEGATIVE_INFINITY;
  let localArn: string | undefined;

  const describe = async (): Promise<void> => {
    if (localArn === undefined) {
      const { Streams } = await client.call(STREAMS, 'ListStreams', { TableName: options.tableName });
      const [stream] = asArray(Streams);
      localArn = asString(asRecord(stream, options.tableName).StreamArn, options.tableName);
    }
    const { StreamDescription } = await client.call(STREAMS, 'DescribeStream', { StreamArn: localArn });
    for (const shard of asArray(asRecord(StreamDescription, localArn).Shards)) {
      const { ShardId, ParentShardId } = asRecord(shard, localArn);
      const id = asString(ShardId, localArn);
      const parent = optionalString(ParentShardId, localArn);
      if (!shards.has(id)) shards.set(id, { id, parent, iterator: undefined, finished: false });
    }
    listedAt = performance.now();
  };

  const iteratorFor = async (shard: Shard): Promise<string> => {
    const base = { StreamArn: localArn, ShardId: shard.id };
    const from = (position: Properties) => client.call(STREAMS, 'GetShardIterator', { ...base, ...position });
    const oldest = { ShardIteratorType: 'TRIM_HORIZON' };
    const checkpoint = options.checkpoint(shard.id);
    if (checkpoint === undefined) return asString((await from(oldest)).ShardIterator, shard.id);
    try {
      const after = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: checkpoint };
      return asString((await from(after)).ShardIterator, shard.id);
    } catch (error) {
      // What the checkpoint points at is gone after 24 hours.
      if (!(error instanceof DatabaseError)) throw error;
      return asString((await from(oldest)).ShardIterator, shard.id);
    }
  };

  const read = async (shard: Shard): Promise<readonly StreamRecord[]> => {
    shard.iterator ??= await iteratorFor(shard);
    const request = { ShardIterator: shard.iterator, Limit: options.batchSize };
    const { Records, NextShardIterator } = await client.call(STREAMS, 'GetRecords', request);
    shard.iterator = optionalString(NextShardIterator, shard.id);
    if (shard.iterator === undefined) {
      shard.finished = true;
      listedAt = Number.NEGATIVE_INFINITY;
    }
    return asArray(Records).map((record) => toRecord(asRecord(record, shard.id), shard.id, options));
  };

  return {
    next: async () => {
      if (performance.now() - listedAt > SHARD_LIST_MS) await describe();
      for (const shard of shards.values()) {
        const parent = shards.get(shard.parent ?? '');
        if (shard.finished || parent?.finished === false) continue;
        const records = await read(shard);
        if (records.length > 0) return records;
      }
      return [];
    },
  };
}

function images(dynamodb: Properties): Properties {
  const names = ['NewImage', 'OldImage'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const image = dynamodb[name];
      return isRecord(image) ? [[name, mendImage(image)] as const] : [];
    }),
  );
}

const MINUTE_S = 60;

function toRecord(record: Properties, shardId: string, options: StreamReaderOptions): StreamRecord {
  const dynamodb = asRecord(record.dynamodb, shardId);
  const { userIdentity } = record;
  // The local database rounds the time down to a minute, of the machine's clock; a record that is just being read
  // was written just now.
  const writtenAt = Number(dynamodb.ApproximateCreationDateTime);
  const fresh = Date.now() / 1000 - writtenAt < 2 * MINUTE_S;
  const created = fresh ? options.now() / 1000 : writtenAt + (options.now() - Date.now()) / 1000;
  return {
    shardId,
    sequenceNumber: asString(dynamodb.SequenceNumber, shardId),
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: record.eventSource,
      awsRegion: LOCAL_REGION,
      dynamodb: { ...dynamodb, ...images(dynamodb), ApproximateCreationDateTime: Math.floor(created) },
      eventSourceARN: options.streamArn,
      ...(isRecord(userIdentity)
        ? {
            userIdentity: {
              type: userIdentity.type ?? userIdentity.Type,
              principalId: userIdentity.principalId ?? userIdentity.PrincipalId,
            },
          }
        : {}),
    },
  };
}
