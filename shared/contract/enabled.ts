/** What answers the proof that puts a method in force. */

import * as z from 'zod/mini';
import { backupCodes } from './backup-codes.ts';
import { assertion, method } from './schema.ts';

/** Backup codes come with the first enabling alone. */
export const enabled = z.strictObject({
  enabled: z.literal(true),
  method,
  backupCodes: z.optional(backupCodes),
  assertion,
});
