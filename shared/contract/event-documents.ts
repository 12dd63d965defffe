/** The JSON Schemas of the domain events, for those who subscribe to the bus. */

import * as z from 'zod/mini';
import { AUDIENCE } from '../domain/audience.ts';
import type { DomainEventType } from '../domain/event.ts';
import { EVENT_SCHEMAS, EVENT_SOURCE } from './events.ts';

/** One JSON Schema (draft 2020-12) for each event: file name and content. */
export function eventDocuments(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(EVENT_SCHEMAS).map(([type, schema]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema);
      const alone = AUDIENCE[type as DomainEventType] === 'support' ? '; for support alone' : '';
      const description = `detail of the event with source "${EVENT_SOURCE}" and detail-type "${type}"${alone}`;
      return [`${type}.json`, `${JSON.stringify({ $schema, title: type, description, ...rest }, null, 2)}\n`];
    }),
  );
}
