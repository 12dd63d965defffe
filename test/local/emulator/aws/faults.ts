/** Makes named AWS calls fail or hang, as asked for through the local system's controls. */

import { setTimeout as sleep } from 'node:timers/promises';
import { ControlError, type Fault, type Faults } from '../boundary.ts';
import { type AwsAnswer, AwsError } from './stand-in.ts';

export interface FaultInjector {
  /** Replaces all faults. Throws a `ControlError` for a call that no stand-in knows. */
  set(faults: Faults): void;
  /**
   * Makes the call, e.g. `sns:Publish`, with the fault that is set for it, before or after. A fault with an error
   * throws an `AwsError`.
   */
  around(action: string, hungUp: AbortSignal, call: () => Promise<AwsAnswer>): Promise<AwsAnswer>;
}

const isThrottle = (code: string): boolean =>
  /^Thrott|TooManyRequests|LimitExceeded|ThroughputExceeded/.test(code);

/** A caller that hangs up before the service is reached never reaches it. */
async function hold(delayMs: number, hungUp: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal: hungUp });
  } catch {
    throw new AwsError('RequestAborted', 500, 'The caller hung up');
  }
}

async function strike({ error, delayMs }: Fault, hungUp: AbortSignal): Promise<void> {
  if (delayMs !== undefined) await hold(delayMs, hungUp);
  if (error !== undefined)
    throw new AwsError(error, isThrottle(error) ? 400 : 500, 'A fault that was asked for');
}

/** @param knownCalls What can be made to fail; asked for only when faults are set. */
export function createFaultInjector(knownCalls: () => readonly string[]): FaultInjector {
  const active = new Map<string, { readonly fault: Fault; left: number }>();

  /** The fault that strikes now, which uses it up by one. */
  const take = (action: string, when: 'before' | 'after'): Fault | undefined => {
    const entry = active.get(action);
    if (entry === undefined || entry.left <= 0) return undefined;
    if ((entry.fault.after === true) !== (when === 'after')) return undefined;
    entry.left -= 1;
    return entry.fault;
  };

  return {
    set: (faults) => {
      const known = knownCalls();
      const unknown = Object.keys(faults).find((action) => !known.includes(action));
      if (unknown !== undefined) {
        throw new ControlError(
          'unknown_call',
          `${unknown} is no call that is known here: ${known.join(', ')}`,
        );
      }
      active.clear();
      for (const [action, fault] of Object.entries(faults)) {
        active.set(action, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
      }
    },
    around: async (action, hungUp, call) => {
      const before = take(action, 'before');
      if (before !== undefined) await strike(before, hungUp);
      const answer = await call();
      const hasLanded = answer.status < 400;
      const after = hasLanded ? take(action, 'after') : undefined;
      if (after !== undefined) await strike(after, hungUp);
      return answer;
    },
  };
}
