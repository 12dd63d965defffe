/** What functions have asked of AWS, and what it cost. */

import { createRecent } from '../../host/recent.ts';

/** A call that a function made. */
export interface RecordedCall {
  /** E.g. `dynamodb:UpdateItem`. */
  readonly action: string;
  /** Logical id. */
  readonly functionName: string;
  /** ISO 8601, UTC, by the local system's clock. */
  readonly at: string;
  /** When it arrived, in milliseconds of a clock that only the calls share. */
  readonly startedMs: number;
  /** When it was answered; undefined until then. */
  readonly endedMs?: number;
  /** Whether the SDK has sent it before, without an answer that it could use. */
  readonly isRetry: boolean;
  /** As DynamoDB charges the call: read units for a read, write units for a write. */
  readonly capacityUnits?: number;
}

/** What becomes of a call that is under way. */
export interface CallUnderWay {
  charge(capacityUnits: number): void;
  end(): void;
}

export interface CallLog {
  start(call: Pick<RecordedCall, 'action' | 'functionName' | 'at' | 'isRetry'>): CallUnderWay;
  /** How many calls there were since the start. */
  total(): number;
  /** The latest calls in the order of arrival; of these only what came after the first `count` of all. */
  after(count?: number): readonly RecordedCall[];
}

/** Some 200 bytes each: a request makes fewer than ten, and nobody looks back further than a burst. */
export const CALLS_KEPT = 10_000;

export function createCallLog(): CallLog {
  const calls = createRecent<RecordedCall>(CALLS_KEPT);
  return {
    start: (call) => {
      const recorded: { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] } = {
        ...call,
        startedMs: performance.now(),
      };
      calls.add(recorded);
      return {
        charge: (capacityUnits) => {
          recorded.capacityUnits = capacityUnits;
        },
        end: () => {
          recorded.endedMs = performance.now();
        },
      };
    },
    total: calls.total,
    after: calls.after,
  };
}
