/** The status of a user's second factor, as its owner and support are told it. */

import * as z from 'zod/mini';
import { channel, maskedNumber, method } from './schema.ts';
import { time } from './time.ts';

export const status = z.strictObject({
  enabled: z.boolean(),
  method: z.nullable(method),
  phone: z.nullable(z.strictObject({ number: maskedNumber, channels: z.array(channel) })),
  enabledAt: z.nullable(time),
  backupCodes: z.nullable(z.strictObject({ remaining: z.int(), generatedAt: time })),
  pending: z.nullable(z.strictObject({ method, expiresAt: time })),
  canDisable: z.boolean(),
});
