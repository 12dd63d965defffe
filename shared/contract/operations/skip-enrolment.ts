/** Contract of POST /v1/2fa/skip. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { assertion, empty } from '../schema.ts';

export const skipEnrolment = operation({
  id: 'skip-enrolment',
  method: 'POST',
  path: '/v1/2fa/skip',
  summary: 'Put the prompt to set up a second factor off',
  access: 'user',
  body: empty,
  reply: { status: 200, body: z.strictObject({ assertion }) },
  problems: ['already_enabled', 'forbidden', 'too_many_requests'],
});
