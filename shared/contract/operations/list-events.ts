/** Contract of GET /v1/2fa/events. */

import { operation } from '../operation.ts';
import { trailPage, trailQuery } from '../trail.ts';

export const listEvents = operation({
  id: 'list-events',
  method: 'GET',
  path: '/v1/2fa/events',
  summary: "The caller's own activity, newest first",
  access: 'user',
  query: trailQuery,
  reply: { status: 200, body: trailPage },
  problems: [],
});
