/** The proof that puts a method in force, and what answers it. */

import * as z from 'zod/mini';
import { backupCodes } from './backup-codes.ts';
import { assertion, code, method } from './schema.ts';

export const confirmation = z.strictObject({ code });

/** Backup codes come with the first enabling alone. */
export const enabled = z.strictObject({
  enabled: z.literal(true),
  method,
  backupCodes: z.optional(backupCodes),
  assertion,
});
