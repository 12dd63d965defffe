/** The clock and the random source, as those who need them are given them; the rules take neither. */

import type { Millis } from '../brand.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): Millis;
  /** Resolves after so many milliseconds. */
  pause(ms: number): Promise<void>;
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** Uniform in 0 … max - 1. */
  below(max: number): number;
  /** A short id, 72 bits, base64url. */
  id(): string;
}
