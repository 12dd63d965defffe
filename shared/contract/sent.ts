/** What answers a request to send a code. */

import * as z from 'zod/mini';
import { channel, maskedNumber } from './schema.ts';
import { time } from './time.ts';

export const sent = z.strictObject({
  phone: maskedNumber,
  channel,
  expiresAt: time,
  resendAt: time,
  requestsRemaining: z.int(),
});
