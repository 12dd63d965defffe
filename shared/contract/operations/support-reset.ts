/** Contract of POST /v1/support/users/{userId}/reset. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { text } from '../schema.ts';
import { userParams } from '../user-params.ts';

export const resetKind = z.enum(['factors', 'limits']);

export const supportReset = operation({
  id: 'support-reset',
  method: 'POST',
  path: '/v1/support/users/{userId}/reset',
  summary: "Reset a user's factors or limits",
  access: 'support',
  params: userParams,
  body: z.strictObject({ reset: resetKind, reason: text(500), reference: z.optional(text(100)) }),
  reply: { status: 200, body: z.strictObject({ reset: resetKind }) },
  problems: ['too_many_requests'],
});
