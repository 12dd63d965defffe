/** The clock and the random source: the only place that reads either. */

import { randomBytes, randomInt } from 'node:crypto';
import type { Millis } from '../domain/brand.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): Millis;
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** Uniform in 0 … max - 1. */
  below(max: number): number;
  /** A short id, 72 bits, base64url. */
  id(): string;
}

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  below: (max) => randomInt(max),
  id: () => randomBytes(9).toString('base64url'),
};
