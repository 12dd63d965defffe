/** A fresh set of backup codes: what the customer sees once, and what is stored. */

import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import {
  BACKUP_CODE_BYTES,
  formatBackupCode,
  normalizeBackupCode,
} from '../../shared/domain/backup-codes.ts';
import type { Millis, UserId } from '../../shared/domain/brand.ts';
import type { Random } from '../../shared/domain/ports.ts';
import type { BackupCodes, KeyedHash } from '../../shared/domain/user.ts';

export interface BackupCodeSet {
  readonly shown: string[];
  readonly stored: BackupCodes;
}

export function newBackupCodes(
  { random, keys }: { readonly random: Random; readonly keys: KeyRing },
  userId: UserId,
  count: number,
  now: Millis,
): BackupCodeSet {
  const shown = Array.from({ length: count }, () => formatBackupCode(random.bytes(BACKUP_CODE_BYTES)));
  const hashes = shown.map((code) => keys.hash('backup-code', [userId, normalizeBackupCode(code) ?? '']));
  return { shown, stored: { hashes, generatedAt: now } };
}

/** The stored hash of what was typed, if it is one of the user's unused codes. */
export function findBackupCode(
  keys: KeyRing,
  userId: UserId,
  codes: BackupCodes | undefined,
  normalized: string,
): KeyedHash | undefined {
  return codes?.hashes.find((hash) => keys.matches('backup-code', [userId, normalized], hash));
}
