/** The status of a user's second factor, as its owner and support are told it. */

import * as z from 'zod/mini';
import { phone } from './phone.ts';
import { method } from './schema.ts';
import { time } from './time.ts';

/** How many of the backup codes are unused; the codes themselves are shown once. */
export const backupCodeCount = z.strictObject({ remaining: z.int(), generatedAt: time });

export const pendingEnrolment = z.strictObject({ method, expiresAt: time });

export const status = z.strictObject({
  enabled: z.boolean(),
  method: z.nullable(method),
  phone: z.nullable(phone),
  enabledAt: z.nullable(time),
  backupCodes: z.nullable(backupCodeCount),
  pending: z.nullable(pendingEnrolment),
  canDisable: z.boolean(),
});
