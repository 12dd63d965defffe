/** Contract of GET /v1/support/users/{userId}/events. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { time } from '../time.ts';
import { userParams } from '../user-params.ts';

/** A domain event with the fields of its type. */
export const auditEvent = z.looseObject({ id: z.string(), type: z.string(), at: time });

export const supportListEvents = operation({
  id: 'support-list-events',
  method: 'GET',
  path: '/v1/support/users/{userId}/events',
  summary: "A user's audit trail, newest first",
  access: 'support_read',
  params: userParams,
  query: z.strictObject({
    cursor: z.optional(z.string().check(z.regex(/^[0-9]{15}-[0-9]{1,3}$/, 'must be the cursor of a page'))),
  }),
  reply: {
    status: 200,
    body: z.strictObject({
      events: z.array(auditEvent),
      cursor: z.nullable(z.string()),
    }),
  },
  problems: [],
});
