/** An event source mapping at work: polls a table's stream and invokes the function with batches, as Lambda does. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { matchesPattern } from '../aws/eventbridge/event-pattern.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { asArray, isRecord } from '../template/template.ts';
import { type Attempt, type BatchPolicy, deliverBatch } from './batch.ts';
import type { StreamReader, StreamRecord } from './records.ts';

export interface PollerOptions {
  readonly fn: LambdaFunction;
  readonly reader: StreamReader;
  readonly policy: BatchPolicy;
  readonly reportsItemFailures: boolean;
  /** Event patterns of which a record must fit one; empty lets all through. */
  readonly filters: readonly unknown[];
  readonly streamArn: string;
  /** Where the news of given-up records goes. */
  readonly onFailure: ((message: string) => void) | undefined;
  readonly saveCheckpoint: (shardId: string, sequenceNumber: string) => void;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

export interface Poller {
  /** Something may have been written: look at once. */
  nudge(): void;
  /** Resolves when everything written before this call has been delivered or given up. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/** Only for what is written past the AWS front; a write through it nudges. */
const POLL_MS = 500;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 250;

export function startPoller(options: PollerOptions): Poller {
  const stopped = new AbortController();
  let wake = (): void => undefined;
  let nudged = false;
  let round = 0;
  const waiters: { readonly since: number; readonly resolve: () => void }[] = [];

  /** Whether time has passed; false once stopped. */
  const wait = async (ms: number): Promise<boolean> => {
    try {
      await sleep(ms, undefined, { signal: stopped.signal });
      return true;
    } catch {
      return false;
    }
  };

  const idle = async (): Promise<void> => {
    if (nudged) return;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await Promise.race([wait(POLL_MS), woken]);
  };

  const passes = ({ event }: StreamRecord): boolean =>
    options.filters.length === 0 || options.filters.some((pattern) => matchesPattern(pattern, event));

  const deliver = async (records: readonly StreamRecord[]): Promise<boolean> => {
    const wanted = records.filter(passes);
    const completed = await deliverBatch(wanted, options.policy, {
      attempt: async (batch) => {
        const result = await attempt(batch, options);
        // A failure because of the stop is none of the records': they come again at the next start.
        stopped.signal.throwIfAborted();
        return result;
      },
      giveUp: async (batch, attempts) => options.onFailure?.(failureMessage(batch, attempts, options)),
      pause: (attempts) => wait(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1))),
    });
    const last = records.at(-1);
    if (completed && last !== undefined) options.saveCheckpoint(last.shardId, last.sequenceNumber);
    return completed;
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      round += 1;
      nudged = false;
      const current = round;
      try {
        const records = await options.reader.next();
        if (records.length > 0) {
          await deliver(records);
          continue;
        }
        for (const waiter of waiters.filter(({ since }) => since < current)) {
          waiters.splice(waiters.indexOf(waiter), 1);
          waiter.resolve();
        }
      } catch (error) {
        if (stopped.signal.aborted) return;
        options.log(`The stream of ${options.fn.logicalId} cannot be read: ${String(error)}`);
      }
      await idle();
    }
  };

  const nudge = (): void => {
    nudged = true;
    wake();
  };
  const running = run();
  return {
    nudge,
    drained: () =>
      new Promise((resolve) => {
        waiters.push({ since: round, resolve });
        nudge();
      }),
    stop: async () => {
      stopped.abort();
      wake();
      await running;
      for (const { resolve } of waiters) resolve();
    },
  };
}

async function attempt(batch: readonly StreamRecord[], options: PollerOptions): Promise<Attempt> {
  const outcome = await options.fn.invoke(JSON.stringify({ Records: batch.map(({ event }) => event) }));
  if (outcome.kind === 'error') return { kind: 'failed' };
  if (!options.reportsItemFailures) return { kind: 'done' };
  const answer: unknown = JSON.parse(outcome.payload);
  const failures = asArray(isRecord(answer) ? answer.batchItemFailures : undefined);
  if (failures.length === 0) return { kind: 'done' };
  const positions = failures.map((failure) =>
    batch.findIndex(({ sequenceNumber }) => isRecord(failure) && failure.itemIdentifier === sequenceNumber),
  );
  // An identifier that is none of the batch's fails all of it.
  return positions.includes(-1)
    ? { kind: 'failed' }
    : { kind: 'partial', firstFailed: Math.min(...positions) };
}

/** Lambda's message to a destination on failure: where the records are, not what they hold. */
function failureMessage(batch: readonly StreamRecord[], attempts: number, options: PollerOptions): string {
  const arrival = (record: StreamRecord | undefined): string => {
    const dynamodb = isRecord(record?.event.dynamodb) ? record.event.dynamodb : {};
    return new Date(Number(dynamodb.ApproximateCreationDateTime) * 1000).toISOString();
  };
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: options.fn.arn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(options.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch[0]?.shardId,
      startSequenceNumber: batch[0]?.sequenceNumber,
      endSequenceNumber: batch.at(-1)?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(batch[0]),
      approximateArrivalOfLastRecord: arrival(batch.at(-1)),
      batchSize: batch.length,
      streamArn: options.streamArn,
    },
  });
}
