/** The clock and the random source: the only place that reads either. */

import { randomBytes, randomInt } from 'node:crypto';
import type { Clock, Random } from '../domain/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  below: (max) => randomInt(max),
  id: () => randomBytes(9).toString('base64url'),
};
