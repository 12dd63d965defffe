/** GET /v1/support/users/{userId}/events: see `listEvents`. */

import { createAuditTrail } from '../shared/adapters/audit-trail.ts';
import { supportListEvents as operation } from '../shared/contract/operations/support-list-events.ts';
import { serve } from '../shared/http/serve.ts';
import { listEvents } from '../shared/operations/support/list-events.ts';
import { core, serving, trailTable } from './common/wiring.ts';

export const handler = serve(
  operation,
  serving(),
  listEvents({ ...core(), trail: createAuditTrail(trailTable()) }),
);
