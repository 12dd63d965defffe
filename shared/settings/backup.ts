/** Backups by AWS Backup, besides point-in-time recovery. */

import * as z from 'zod';
import { group } from './group.ts';
import { arn, oneOf, positive } from './values.ts';

const LOCKS = ['none', 'governance', 'compliance'] as const;

const fields = group({
  /** How long a day's backup is kept. */
  keepDays: positive.default(35),
  /**
   * Whether backups can be deleted before their time: by whoever may delete backups; by whoever may take the lock off
   * first; or, a week after the deployment, by nobody at all.
   */
  lock: z.literal(LOCKS, oneOf(LOCKS)).default('none'),
  /** A vault in another Region, or account, that each backup is copied to. It has to be there. */
  copyTo: arn('must be the ARN of a backup vault', 'backup', 'backup-vault:[A-Za-z0-9_-]{2,50}').optional(),
});

export const backupSchema = fields.optional();

export type BackupSettings = z.output<typeof fields>;
