/** Contract of POST /v1/2fa/phone/confirm. */

import * as z from 'zod/mini';
import { enabled } from '../enabled.ts';
import { operation } from '../operation.ts';
import { code } from '../schema.ts';

export const confirmPhone = operation({
  id: 'confirm-phone',
  method: 'POST',
  path: '/v1/2fa/phone/confirm',
  summary: 'Prove the telephone number and put it in force',
  access: 'user',
  body: z.strictObject({ code }),
  reply: { status: 200, body: enabled },
  problems: [
    'nothing_pending',
    'enrollment_expired',
    'code_expired',
    'wrong_code',
    'too_many_attempts',
    'too_many_requests',
  ],
});
