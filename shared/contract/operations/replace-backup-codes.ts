/** Contract of POST /v1/2fa/backup-codes. */

import * as z from 'zod/mini';
import { backupCodes } from '../backup-codes.ts';
import { operation } from '../operation.ts';
import { empty } from '../schema.ts';

export const replaceBackupCodes = operation({
  id: 'replace-backup-codes',
  method: 'POST',
  path: '/v1/2fa/backup-codes',
  summary: 'Replace all backup codes',
  access: 'user',
  stepUp: true,
  body: empty,
  reply: { status: 201, body: z.strictObject({ backupCodes }) },
  problems: ['not_enabled', 'too_many_requests'],
});
