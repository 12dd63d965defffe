/** Operations of the portal's support desk. */

import * as z from 'zod/mini';
import { status } from './enrolment.ts';
import { operation } from './operation.ts';
import { text, time } from './schema.ts';

const userParams = z.object({ userId: text(255) });

const limitInForce = z.strictObject({
  kind: z.enum(['attempts', 'backup_code_attempts', 'failures', 'code_requests', 'number_requests']),
  count: z.int(),
  max: z.int(),
  remaining: z.int(),
  endsAt: time,
});

export const supportGetUser = operation({
  id: 'support-get-user',
  method: 'GET',
  path: '/v1/support/users/{userId}',
  summary: 'What support sees of a user',
  access: 'support',
  params: userParams,
  reply: {
    status: 200,
    body: z.extend(status, {
      userId: z.string(),
      limits: z.array(limitInForce),
      lockedUntil: z.nullable(time),
      prompt: z.strictObject({ firstAskedAt: z.nullable(time), skips: z.int() }),
      /** Whether the user can be told of changes by mail. */
      notices: z.enum(['mail', 'no_address', 'off']),
    }),
  },
  problems: [],
});

export const supportListEvents = operation({
  id: 'support-list-events',
  method: 'GET',
  path: '/v1/support/users/{userId}/events',
  summary: "A user's audit trail, newest first",
  access: 'support',
  params: userParams,
  query: z.strictObject({ cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))) }),
  reply: {
    status: 200,
    body: z.strictObject({
      events: z.array(z.looseObject({ id: z.string(), type: z.string(), at: time })),
      cursor: z.nullable(z.string()),
    }),
  },
  problems: [],
});

const resetKind = z.enum(['factors', 'limits']);

export const supportReset = operation({
  id: 'support-reset',
  method: 'POST',
  path: '/v1/support/users/{userId}/reset',
  summary: "Reset a user's factors or limits",
  access: 'support',
  params: userParams,
  body: z.strictObject({ reset: resetKind, reason: text(500), reference: z.optional(text(100)) }),
  reply: { status: 200, body: z.strictObject({ reset: resetKind }) },
  problems: [],
});
