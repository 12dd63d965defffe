/** GET /v1/2fa/events: see `listOwnEvents`. */

import { createAuditTrail } from '../shared/adapters/audit-trail.ts';
import { listEvents as operation } from '../shared/contract/operations/list-events.ts';
import { serve } from '../shared/http/serve.ts';
import { listOwnEvents } from '../shared/operations/enrolment/list-own-events.ts';
import { serving, trailTable } from './common/wiring.ts';

export const handler = serve(operation, serving(), listOwnEvents({ trail: createAuditTrail(trailTable()) }));
