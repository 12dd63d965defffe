/** Contract of GET /v1/support/users/{userId}. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { status } from '../status.ts';
import { time } from '../time.ts';
import { userParams } from '../user-params.ts';

export const limitInForce = z.strictObject({
  kind: z.enum([
    'attempts',
    'backup_code_attempts',
    'failures',
    'code_requests',
    'number_requests',
    'wrong_codes',
    'app_enrolments',
    'unproved_sign_ins',
    'backup_code_sets',
    'unsent_codes',
    'support_resets',
  ]),
  count: z.int(),
  max: z.int(),
  remaining: z.int(),
  endsAt: time,
});

/** How the prompt to set up a second factor went so far. */
export const promptHistory = z.strictObject({ firstAskedAt: z.nullable(time), skips: z.int() });

export const supportGetUser = operation({
  id: 'support-get-user',
  method: 'GET',
  path: '/v1/support/users/{userId}',
  summary: 'What support sees of a user',
  access: 'support_read',
  params: userParams,
  reply: {
    status: 200,
    body: z.extend(status, {
      userId: z.string(),
      limits: z.array(limitInForce),
      lockedUntil: z.nullable(time),
      prompt: promptHistory,
      /** Whether the user can be told of changes by mail. */
      notices: z.enum(['mail', 'no_address', 'off']),
      /** What the log calls the user, under each version of the keys, the one in use first. */
      pseudonyms: z.array(z.string()),
    }),
  },
  problems: [],
});
