/** A clock that stands still until it is moved. */

import type { Millis } from '../../../shared/domain/brand.ts';
import type { Clock } from '../../../shared/domain/ports/system.ts';
import { NOW } from './users.ts';

export interface MovableClock extends Clock {
  /** The pauses that were asked for, in milliseconds; each is over at once. */
  readonly pauses: readonly number[];
  readonly advance: (milliseconds: number) => void;
}

export function movableClock(start: Millis = NOW): MovableClock {
  let now = start;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
