/** The table's stream: see `publishEvents`. */

import { createAuditTrail } from '../shared/adapters/audit-trail.ts';
import { createEventBus } from '../shared/adapters/event-bus.ts';
import { readRecord } from '../shared/adapters/record-stream.ts';
import { EVENT_BUS_NAME, POLICY } from '../shared/environment/variables.ts';
import { publishEvents } from '../shared/operations/events/publish-events.ts';
import { trailTable, withPlaceCounter } from './common/wiring.ts';

export const handler = publishEvents({
  read: readRecord,
  trail: createAuditTrail(trailTable()),
  bus: createEventBus(EVENT_BUS_NAME.read(process.env)),
  policy: POLICY.read(process.env),
  ...withPlaceCounter(),
});
