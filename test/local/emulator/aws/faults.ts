/** Makes named AWS calls fail or hang, as asked for through the local system's controls. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Faults } from '../boundary.ts';
import { AwsError } from './stand-in.ts';

export interface FaultInjector {
  /** Replaces all faults. */
  set(faults: Faults): void;
  /** Holds the call back or throws an `AwsError`, if a fault is set for it, e.g. for `sns:Publish`. */
  strike(action: string, hungUp: AbortSignal): Promise<void>;
}

const isThrottle = (code: string): boolean =>
  /^Thrott|TooManyRequests|LimitExceeded|ThroughputExceeded/.test(code);

/** A caller that hangs up meanwhile never reaches the service. */
async function hold(delayMs: number, hungUp: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal: hungUp });
  } catch {
    throw new AwsError('RequestAborted', 500, 'The caller hung up');
  }
}

export function createFaultInjector(): FaultInjector {
  const active = new Map<string, { readonly fault: Fault; left: number }>();
  return {
    set: (faults) => {
      active.clear();
      for (const [action, fault] of Object.entries(faults)) {
        active.set(action, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
      }
    },
    strike: async (action, hungUp) => {
      const entry = active.get(action);
      if (entry === undefined || entry.left <= 0) return;
      entry.left -= 1;
      const { error, delayMs } = entry.fault;
      if (delayMs !== undefined) await hold(delayMs, hungUp);
      if (error !== undefined)
        throw new AwsError(error, isThrottle(error) ? 400 : 500, 'A fault that was asked for');
    },
  };
}
