/** Contract of POST /v1/2fa/phone/confirm. */

import { confirmation, enabled } from '../enabled.ts';
import { operation } from '../operation.ts';

export const confirmPhone = operation({
  id: 'confirm-phone',
  method: 'POST',
  path: '/v1/2fa/phone/confirm',
  summary: 'Prove the telephone number and put it in force',
  access: 'user',
  offeredWith: ['sms', 'call'],
  tries: 'phone',
  body: confirmation,
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
