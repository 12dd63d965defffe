/** Puts domain events on the EventBridge bus. */

import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../contract/events.ts';
import type { EventBus, Published } from '../domain/ports/event-bus.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { watched } from './calls.ts';
import { sdkConfig } from './sdk.ts';

/** EventBridge's own limit for one call. */
const MAX_ENTRIES = 10;

export function createEventBus(name: string, config: EventBridgeClientConfig = {}): EventBus {
  const client = watched('EventBridge', new EventBridgeClient({ ...sdkConfig, ...config }));

  const entryOf = (event: Published): PutEventsRequestEntry => ({
    EventBusName: name,
    Source: EVENT_SOURCE,
    DetailType: event.type,
    Detail: JSON.stringify(event),
    Time: new Date(event.at),
  });

  return {
    async put(events) {
      for (let start = 0; start < events.length; start += MAX_ENTRIES) {
        const Entries = events.slice(start, start + MAX_ENTRIES).map(entryOf);
        const { FailedEntryCount = 0 } = await available('eventbridge', () =>
          client.send(new PutEventsCommand({ Entries })),
        );
        if (FailedEntryCount > 0) throw new Unavailable('eventbridge', new EntriesRefused());
      }
    },
  };
}

/** The call went through, and yet EventBridge did not take all of it. */
class EntriesRefused extends Error {
  override readonly name = 'EntriesRefused';
}
