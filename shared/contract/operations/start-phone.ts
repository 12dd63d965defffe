/** Contract of POST /v1/2fa/phone. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { channel, locale } from '../schema.ts';
import { sent } from '../sent.ts';

export const startPhone = operation({
  id: 'start-phone',
  method: 'POST',
  path: '/v1/2fa/phone',
  summary: 'Send a code to a telephone number to set it up, or send a fresh one',
  access: 'user',
  stepUp: true,
  offeredWith: ['sms', 'call'],
  body: z.strictObject({
    phoneNumber: z.string().check(z.minLength(1), z.maxLength(64)),
    channel,
    locale: z.optional(locale),
  }),
  reply: { status: 202, body: sent },
  problems: [
    'method_not_available',
    'invalid_phone_number',
    'phone_number_not_supported',
    'too_many_requests',
    'resend_too_soon',
    'delivery_failed',
    'delivery_paused',
  ],
});
