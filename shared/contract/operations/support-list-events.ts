/** Contract of GET /v1/support/users/{userId}/events. */

import { operation } from '../operation.ts';
import { trailPage, trailQuery } from '../trail.ts';
import { userParams } from '../user-params.ts';

export const supportListEvents = operation({
  id: 'support-list-events',
  method: 'GET',
  path: '/v1/support/users/{userId}/events',
  summary: "A user's audit trail, newest first",
  access: 'support_read',
  params: userParams,
  query: trailQuery,
  reply: { status: 200, body: trailPage },
  problems: [],
});
