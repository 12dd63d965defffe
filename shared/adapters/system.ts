/** The clock and the random source: the only place that reads either. */

import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Random } from '../domain/ports/system.ts';

export const systemClock: Clock = { now: () => Date.now(), pause };

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  below: (max) => randomInt(max),
  id: () => randomBytes(9).toString('base64url'),
};
