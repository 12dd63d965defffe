/** Contract of POST /v1/2fa/totp/confirm. */

import { confirmation, enabled } from '../enabled.ts';
import { operation } from '../operation.ts';

export const confirmTotp = operation({
  id: 'confirm-totp',
  method: 'POST',
  path: '/v1/2fa/totp/confirm',
  summary: 'Prove the authenticator app and put it in force',
  access: 'user',
  offeredWith: ['totp'],
  tries: 'totp',
  body: confirmation,
  reply: { status: 200, body: enabled },
  problems: ['nothing_pending', 'enrollment_expired', 'wrong_code', 'too_many_attempts', 'too_many_requests'],
});
