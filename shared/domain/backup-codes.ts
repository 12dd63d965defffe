/**
 * Single-use backup codes: 80 bits in Crockford's base32, shown as `XXXX-XXXX-XXXX-XXXX`.
 *
 * A set is hashed under a random key of its own, which is sealed as secrets are: hashes can't be made anew without the
 * codes, but the key can be sealed anew when the root changes.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyedHash, Millis, UserId } from './brand.ts';
import { keyVersionOf } from './key-version.ts';
import type { KeyRing } from './ports/key-ring.ts';
import type { Random } from './ports/system.ts';
import type { BackupCodes, User } from './user.ts';

export const BACKUP_CODE_BYTES = 10;
const KEY_BYTES = 16;
const HASH_BYTES = 16;

/** https://www.crockford.com/base32.html: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A fresh set: what the customer sees once, and what is stored. */
export interface BackupCodeSet {
  readonly shown: string[];
  readonly stored: BackupCodes;
}

export function newBackupCodes(
  userId: UserId,
  { random, keys, count, now }: { random: Random; keys: KeyRing; count: number; now: Millis },
): BackupCodeSet {
  const shown = Array.from({ length: count }, () => formatBackupCode(random.bytes(BACKUP_CODE_BYTES)));
  const key = random.bytes(KEY_BYTES);
  const hashes = shown.map((code) => hashUnder(key, normalizeBackupCode(code) ?? ''));
  return { shown, stored: { key: keys.seal('backup-codes', userId, key), hashes, generatedAt: now } };
}

/** The figure in front is no root key's number: it makes these hashes look as all others do, which are stored as bytes. */
const hashUnder = (key: Uint8Array, code: string): KeyedHash =>
  `1.${createHmac('sha256', key).update(code).digest().subarray(0, HASH_BYTES).toString('base64url')}` as KeyedHash;

/** Ten random bytes as the customer sees them. */
export function formatBackupCode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let shift = BigInt(bytes.length * 8 - 5); shift >= 0n; shift -= 5n) {
    text += ALPHABET[Number((bits >> shift) & 31n)];
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * What the customer typed in the one form that is hashed: case, spaces and hyphens do not matter, `O` reads
 * as 0, `I` and `L` as 1. `undefined` if it can't be a backup code.
 */
export function normalizeBackupCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain : undefined;
}

/** The stored hash of what was typed, if it is one of the user's unused codes. */
export function findBackupCode(keys: KeyRing, user: User, typed: string): KeyedHash | undefined {
  const code = normalizeBackupCode(typed);
  if (code === undefined || user.backupCodes === undefined) return undefined;
  const { key, hashes } = user.backupCodes;
  const made = key ?? hashes[0];
  // Once their root key is taken out, such codes are none any more.
  if (made === undefined || !keys.has(keyVersionOf(made))) return undefined;
  if (key === undefined) return hashes.find((hash) => keys.matches('backup-code', [user.id, code], hash));
  const wanted = Buffer.from(hashUnder(keys.open('backup-codes', user.id, key), code));
  return hashes.find((hash) => {
    const stored = Buffer.from(hash);
    return stored.length === wanted.length && timingSafeEqual(stored, wanted);
  });
}

/** The user without the code of this hash. */
export function spendBackupCode(user: User, hash: KeyedHash): User {
  const codes = user.backupCodes;
  if (codes === undefined) return user;
  return { ...user, backupCodes: { ...codes, hashes: codes.hashes.filter((other) => other !== hash) } };
}
