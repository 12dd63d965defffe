/** Contract of POST /v1/challenges/{challengeId}/code. */

import * as z from 'zod/mini';
import { challengeParams } from '../challenge-params.ts';
import { operation } from '../operation.ts';
import { channel, locale } from '../schema.ts';
import { sent } from '../sent.ts';

export const sendChallengeCode = operation({
  id: 'send-challenge-code',
  method: 'POST',
  path: '/v1/challenges/{challengeId}/code',
  summary: 'Send the code by text or call, or send a fresh one',
  access: 'user',
  offeredWith: ['sms', 'call'],
  params: challengeParams,
  body: z.strictObject({ channel, locale: z.optional(locale) }),
  reply: { status: 202, body: sent },
  problems: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_used',
    'method_not_available',
    'too_many_requests',
    'resend_too_soon',
    'delivery_failed',
    'delivery_paused',
  ],
});
