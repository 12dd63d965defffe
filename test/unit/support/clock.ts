/** A clock that stands still until it is moved. */

import type { Millis } from '../../../shared/domain/brand.ts';
import type { Clock } from '../../../shared/domain/ports.ts';
import { NOW } from './users.ts';

export interface MovableClock extends Clock {
  readonly advance: (milliseconds: number) => void;
}

export function movableClock(start: Millis = NOW): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
