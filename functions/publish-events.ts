/**
 * The table's stream: what each write of a user's record made happen goes into the audit trail and on the bus.
 *
 * A record is done once all of its events are in both places, and records are done in order. So whatever a
 * failure cuts short is simply done again: the trail knows an event by its id and takes it once.
 */

import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type AuditTrail, createAuditTrail } from '../shared/adapters/audit-trail.ts';
import { createEventBus, type EventBus } from '../shared/adapters/event-bus.ts';
import { readImage } from '../shared/adapters/stream-image.ts';
import { RECORD, userOfKey } from '../shared/adapters/table.ts';
import { eventId, type PublishedEvent, publish } from '../shared/contract/events.ts';
import type { UserId } from '../shared/domain/brand.ts';
import type { DomainEvent } from '../shared/domain/event.ts';
import { Unavailable } from '../shared/domain/unavailable.ts';
import { log } from '../shared/observability/log.ts';
import { table } from './common/dependencies.ts';
import { variable } from './common/environment.ts';

interface Dependencies {
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

async function publishRecord({ trail, bus }: Dependencies, record: DynamoDBRecord): Promise<void> {
  const write = readRecord(record);
  if (write === undefined || write.events.length === 0) return;
  for (const { id, event } of write.events) await trail.append(write.userId, { ...event, id });
  await bus.put(write.events.map(({ published }) => published));
  for (const { id, event } of write.events) log('event_published', { eventType: event.type, eventId: id });
}

type StreamImage = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

interface Write {
  readonly userId: UserId;
  readonly events: readonly {
    readonly id: string;
    readonly event: DomainEvent;
    readonly published: PublishedEvent;
  }[];
}

/** What the write made happen; `undefined` for what is no write of a user's record, such as a clean-up. */
function readRecord({ eventName, dynamodb }: DynamoDBRecord): Write | undefined {
  if (eventName === 'REMOVE' || dynamodb?.Keys?.sk?.S !== RECORD) return undefined;
  try {
    const { pk, version, events } = imageOf(dynamodb.NewImage);
    const userId = userOfKey(pk);
    return {
      userId,
      events: events.map((event, index) => {
        const id = eventId(version, index);
        // Published here, before anything is written: its schema refuses what is no event.
        return { id, event, published: publish(userId, id, event) };
      }),
    };
  } catch {
    throw new UnreadableRecord('A record of the stream cannot be read.');
  }
}

/** Only what is needed of the record: the rest, sealed or not, stays where it is. */
function imageOf({ pk, version, events }: StreamImage = {}): {
  readonly pk: unknown;
  readonly version: number;
  readonly events: readonly DomainEvent[];
} {
  if (events === undefined) throw new Error('A record without its events.');
  // An empty list may come as an attribute without a value.
  const list = Object.keys(events).length === 0 ? { L: [] } : events;
  const image = readImage({ pk, version, events: list });
  return { pk: image.pk, version: image.version, events: image.events };
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

export const handler = publishEvents({
  trail: createAuditTrail(table()),
  bus: createEventBus(variable(process.env, 'EVENT_BUS_NAME')),
});
