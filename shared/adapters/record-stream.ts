/** The table's stream: what a record of it says of the write of a user's record. */

import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RecordedEvent } from '../domain/event.ts';
import type { ReadRecord } from '../domain/ports/record-stream.ts';
import { RECORD, userOfKey } from './table.ts';

/** Only what is needed is read: the rest of the record, sealed or not, stays where it is. */
export const readRecord: ReadRecord<DynamoDBRecord> = ({ eventName, dynamodb }) => {
  if (eventName === 'REMOVE' || dynamodb?.Keys?.sk?.S !== RECORD) return undefined;
  const { pk, version, events, rq } = dynamodb.NewImage ?? {};
  // Bytes come as base64 with another alphabet than the id's.
  const requestId = rq?.S ?? rq?.B?.replaceAll('+', '-').replaceAll('/', '_');
  if (events === undefined) throw new Error('A record without its events.');
  // An empty list may come as an attribute without a value.
  const list = Object.keys(events).length === 0 ? { L: [] } : events;
  const image = unmarshall({ pk, version, events: list } as Parameters<typeof unmarshall>[0]);
  return {
    userId: userOfKey(image.pk),
    version: image.version as number,
    events: image.events as readonly RecordedEvent[],
    ...(requestId !== undefined && { requestId }),
  };
};
