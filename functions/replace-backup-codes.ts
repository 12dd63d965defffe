/** POST /v1/2fa/backup-codes: see `replaceBackupCodes`. */

import { replaceBackupCodes as operation } from '../shared/contract/operations/replace-backup-codes.ts';
import { serve } from '../shared/http/serve.ts';
import { replaceBackupCodes } from '../shared/operations/enrolment/replace-backup-codes.ts';
import { core, serving, withAssertionKeys, withKeys, withLocale } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  replaceBackupCodes({ ...core(), ...keys, ...withAssertionKeys(), ...withLocale() }),
);
