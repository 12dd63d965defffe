/** Sealing and keyed hashing, under keys that only the service can derive. */

import type { KeyedHash, Sealed, UserId } from '../brand.ts';

/** What a sealed value is; it can't be opened as anything else. */
export type SealPurpose = 'totp-secret' | 'phone-number' | 'email';
export type HashPurpose =
  | 'backup-code'
  | 'sent-code'
  | 'phone-number'
  | 'number-block'
  | 'challenge'
  | 'email'
  | 'log';

export interface KeyRing {
  /** AES-256-GCM (NIST SP 800-38D), bound to the purpose and the user. */
  seal(purpose: SealPurpose, userId: UserId, plain: Uint8Array): Sealed;
  /** Throws if the value is not what was sealed for this purpose and user. */
  open(purpose: SealPurpose, userId: UserId, sealed: Sealed): Uint8Array;
  /** The versions there are a key for, the one in use first. */
  readonly versions: readonly number[];
  /** HMAC-SHA-256 over the parts, which can't run into each other; under the version in use unless given. */
  mac(purpose: HashPurpose, parts: readonly (string | Uint8Array)[], version?: number): Uint8Array;
  /** The `mac` in the form that is stored, 128 bits of it. */
  hash(purpose: HashPurpose, parts: readonly string[], version?: number): KeyedHash;
  /** Whether `stored` is the hash of the parts, under the key version it was made with. */
  matches(purpose: HashPurpose, parts: readonly string[], stored: KeyedHash): boolean;
}

/** The key ring of this execution environment; throws `Unavailable`. */
export type LoadKeyRing = () => Promise<KeyRing>;
