/**
 * The table's stream: what each write of a user's record made happen goes into the audit trail and on the bus.
 *
 * A record is done once all of its events are in both places, and records are done in order. So whatever a
 * failure cuts short is simply done again: the trail knows an event by its id and takes it once. By that it is also
 * told which confirmations are still to be counted.
 */

import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { eventId, type PublishedEvent, publish } from '../../contract/events.ts';
import type { Destination } from '../../domain/destination.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { AuditTrail } from '../../domain/ports/audit-trail.ts';
import type { EventBus } from '../../domain/ports/event-bus.ts';
import type { ReadRecord, RecordedWrite } from '../../domain/ports/record-stream.ts';
import { Unavailable } from '../../domain/unavailable.ts';
import { correlate } from '../../observability/correlation.ts';
import { log } from '../../observability/log.ts';
import { type CountDependencies, countConfirmed } from '../delivery/count-confirmed.ts';

interface Dependencies extends CountDependencies {
  readonly read: ReadRecord<DynamoDBRecord>;
  readonly trail: Pick<AuditTrail, 'append'>;
  readonly bus: EventBus;
}

/** A record that no retry can make readable. Its message says nothing of what the record holds. */
class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

export const publishEvents =
  (deps: Dependencies) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const [position, record] of Records.entries()) {
      try {
        await publishRecord(deps, record);
      } catch (error) {
        report(error, record);
        const itemIdentifier = record.dynamodb?.SequenceNumber;
        // With nothing done, all of the batch fails: Lambda halves it until the record at fault is alone, and
        // gives up on that one without its neighbours.
        if (position === 0 || itemIdentifier === undefined) throw error;
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };

async function publishRecord(deps: Dependencies, record: DynamoDBRecord): Promise<void> {
  const { read, trail, bus } = deps;
  // What is logged of a record that cannot be read is not of the request of the one before.
  correlate(undefined);
  const write = readWrite(read, record);
  if (write === undefined || write.events.length === 0) return;
  const { userId, events } = write;
  correlate(write.requestId);
  for (const { id, event, confirmed } of events) {
    const isNew = await trail.append(userId, { ...event, id });
    if (isNew && confirmed !== undefined) await countConfirmed(deps, confirmed, event.at);
  }
  await bus.put(events.map(({ published }) => published));
  for (const { id, event } of events) log('event_published', { eventType: event.type, eventId: id });
}

interface NamedWrite extends Pick<RecordedWrite, 'userId' | 'requestId'> {
  readonly events: readonly {
    readonly id: string;
    readonly event: DomainEvent;
    readonly confirmed: Destination | undefined;
    readonly published: PublishedEvent;
  }[];
}

/** What the write made happen; `undefined` for what is no write of a user's record, such as a clean-up. */
function readWrite(read: Dependencies['read'], record: DynamoDBRecord): NamedWrite | undefined {
  try {
    const write = read(record);
    if (write === undefined) return undefined;
    const { userId, version, requestId } = write;
    const events = write.events.map(({ confirmed, ...event }, index) => {
      const id = eventId(version, index);
      // Published here, before anything is written: its schema refuses what is no event.
      return { id, event, confirmed, published: publish(userId, id, event, requestId) };
    });
    return { userId, events, ...(requestId !== undefined && { requestId }) };
  } catch {
    throw new UnreadableRecord('A record of the stream cannot be read.');
  }
}

function report(error: unknown, { eventID }: DynamoDBRecord): void {
  if (error instanceof Unavailable) {
    log('dependency_unavailable', { dependency: error.service, reason: error.reason });
  } else {
    log('event_not_published', {
      reason: error instanceof Error ? error.name : 'unknown',
      ...(eventID !== undefined && { eventId: eventID }),
    });
  }
}
