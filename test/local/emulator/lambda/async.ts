/** Asynchronous invocations: queued, retried, and finally sent to the function's failure destination. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalStack } from '../template/stack.ts';
import { asNumber, isRecord, optionalString, type Properties } from '../template/template.ts';
import type { LambdaFunction } from './function.ts';

export interface AsyncInvoker {
  /** Returns at once. @param qualifier the alias that is called, or `$LATEST`: each has its own settings. */
  invoke(fn: LambdaFunction, payload: string, qualifier: string): void;
  /** Resolves when nothing is queued or running. */
  drained(): Promise<void>;
  stop(): void;
}

export interface AsyncInvokerOptions {
  readonly stack: LocalStack;
  readonly sendToQueue: (queueArn: string, body: string) => void;
  readonly now: () => number;
}

/** Lambda tries twice more, a minute and two minutes later; nobody wants to wait that long here. */
const DEFAULT_RETRIES = 2;
const RETRY_DELAY_MS = 100;

interface Plan {
  readonly retries: number;
  /** Receives the failed invocation with its circumstances. */
  readonly destination: string | undefined;
  /** Receives the bare event. */
  readonly deadLetters: string | undefined;
}

const arnAt = (value: unknown, field: string): string | undefined =>
  isRecord(value) ? optionalString(value[field], field) : undefined;

function planFor(fn: LambdaFunction, qualifier: string, stack: LocalStack): Plan {
  const own = stack.get(fn.logicalId).properties;
  const config = stack
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find(
      ({ properties }) =>
        [fn.name, fn.arn].includes(String(properties.FunctionName)) && properties.Qualifier === qualifier,
    );
  const settings: Properties = config?.properties ?? {};
  const onFailure = isRecord(settings.DestinationConfig) ? settings.DestinationConfig.OnFailure : undefined;
  return {
    retries: asNumber(settings.MaximumRetryAttempts, DEFAULT_RETRIES, fn.logicalId),
    destination: arnAt(onFailure, 'Destination'),
    deadLetters: arnAt(own.DeadLetterConfig, 'TargetArn'),
  };
}

export function createAsyncInvoker(options: AsyncInvokerOptions): AsyncInvoker {
  const running = new Set<Promise<void>>();
  let stopped = false;

  const run = async (fn: LambdaFunction, payload: string, qualifier: string): Promise<void> => {
    const plan = planFor(fn, qualifier, options.stack);
    for (let attempt = 0; attempt <= plan.retries; attempt += 1) {
      if (attempt > 0) await sleep(RETRY_DELAY_MS * attempt);
      if (stopped) return;
      const outcome = await fn.invoke(payload);
      if (outcome.kind === 'result') return;
    }
    if (plan.deadLetters !== undefined) options.sendToQueue(plan.deadLetters, payload);
    if (plan.destination !== undefined) {
      const message = {
        version: '1.0',
        timestamp: new Date(options.now()).toISOString(),
        requestContext: {
          requestId: randomUUID(),
          functionArn: `${fn.arn}:${qualifier}`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: plan.retries + 1,
        },
        requestPayload: JSON.parse(payload),
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      };
      options.sendToQueue(plan.destination, JSON.stringify(message));
    }
  };

  return {
    invoke: (fn, payload, qualifier) => {
      const work = run(fn, payload, qualifier).finally(() => running.delete(work));
      running.add(work);
    },
    drained: async () => {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
    stop: () => {
      stopped = true;
    },
  };
}
