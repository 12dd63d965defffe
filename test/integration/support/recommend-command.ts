/** Runs the recommendation command as an operator does. */

import type { TestDatabase } from './database.ts';
import type { MailServer } from './mail-server.ts';
import { type RunningCommand, startProgram } from './operator-command.ts';

export const startCommand = (
  args: readonly string[],
  { database, ses }: { readonly database: TestDatabase; readonly ses: MailServer },
): RunningCommand =>
  startProgram('recommend', [...args, '--table', database.table.name, '--from', 'news@portal.example'], {
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
  });
