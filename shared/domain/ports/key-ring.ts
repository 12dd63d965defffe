/** Sealing and keyed hashing, under keys that only the service can derive. */

import type { KeyedHash, Sealed, UserId } from '../brand.ts';

/** What a sealed value is; it can't be opened as anything else. */
export type SealPurpose = 'totp-secret' | 'phone-number' | 'email' | 'backup-codes';
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
  /**
   * Throws if the value is not what was sealed for this purpose and user, or there is no key of its version;
   * `Unavailable` where there is one that KMS does not give out now.
   */
  open(purpose: SealPurpose, userId: UserId, sealed: Sealed): Uint8Array;
  /** The versions whose keys are at hand, the one in use first. */
  readonly versions: readonly number[];
  /** Whether there is a key of this version, be it at hand or not. */
  has(version: number): boolean;
  /** HMAC-SHA-256 over the parts, which can't run into each other; under the version in use unless given. */
  mac(purpose: HashPurpose, parts: readonly (string | Uint8Array)[], version?: number): Uint8Array;
  /** The `mac` in the form that is stored, 128 bits of it. */
  hash(purpose: HashPurpose, parts: readonly string[], version?: number): KeyedHash;
  /** Whether `stored` is the hash of the parts, under the key version it was made with. Throws as `open` does. */
  matches(purpose: HashPurpose, parts: readonly string[], stored: KeyedHash): boolean;
}

/** The key ring of this execution environment; throws `Unavailable`. */
export type LoadKeyRing = () => Promise<KeyRing>;
