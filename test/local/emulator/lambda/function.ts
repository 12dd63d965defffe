/** A function of the template with its execution environments, one event at a time in each. */

import { randomBytes, randomUUID } from 'node:crypto';
import { type Environment, failure, type Outcome, type StartEnvironment } from './environment.ts';
import type { EnvironmentData } from './messages.ts';
import type { StartTurns } from './start-turns.ts';

export interface FunctionOptions {
  readonly logicalId: string;
  readonly data: EnvironmentData;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxEnvironments: number;
  /** Shared by all functions. */
  readonly turns: StartTurns;
  readonly startEnvironment: StartEnvironment;
  readonly log: (line: string) => void;
}

export interface LambdaFunction {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** URL of the built module that holds the handler. */
  readonly moduleUrl: string;
  /** The environment variables it is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Hands over an event (JSON) and waits for the answer. Never rejects. */
  invoke(event: string): Promise<Outcome>;
  /** Has at least so many environments started, as far as the function's maximum allows. */
  warm(environments: number): Promise<void>;
  /** How many events it has been handed. */
  invocations(): number;
  /** Processor time of its last answers: of the first of each environment, its start included, and of later ones. */
  cpuMs(): { readonly cold: readonly number[]; readonly warm: readonly number[] };
  stop(): Promise<void>;
}

function createTraceId(): string {
  const epoch = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${epoch}-${randomBytes(12).toString('hex')};Sampled=0`;
}

/** For a median that a few slow ones do not move. */
const CPU_TIMES_KEPT = 100;

export function createFunction(options: FunctionOptions): LambdaFunction {
  const environments = new Set<Environment>();
  const free: Environment[] = [];
  /** Who waits for an environment; undefined says that the function is stopped. */
  const waiting: ((environment: Environment | undefined) => void)[] = [];
  let starting = 0;
  /** Whether it stands in line to start one more for those who wait. */
  let inLine = false;
  let invocations = 0;
  const answered = new WeakSet<Environment>();
  const cpu: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] };
  let stopped = false;

  const log = (text: string): void => {
    for (const line of text.split('\n')) if (line.trim() !== '') options.log(line);
  };

  const release = (environment: Environment): void => {
    if (!environment.alive()) environments.delete(environment);
    const next = waiting.shift();
    // A dead one is handed on too, if it failed to start: its first event gets the reason as its answer.
    if (next !== undefined) next(environment);
    else if (environment.alive()) free.push(environment);
  };

  const start = async (): Promise<void> => {
    starting += 1;
    const environment = options.startEnvironment({ data: options.data, env: options.env, log });
    environments.add(environment);
    await environment.started;
    starting -= 1;
    release(environment);
  };

  /** By the time its turn comes, a freed environment may have done the work. */
  const isShort = (): boolean =>
    !stopped && starting < waiting.length && environments.size < options.maxEnvironments;

  /** Stands in line once at a time, so that a function with many events does not hold up the others. */
  const ramp = async (): Promise<void> => {
    if (inLine || !isShort()) return;
    inLine = true;
    const done = await options.turns.take();
    inLine = false;
    if (isShort()) void start().finally(done);
    else done();
    void ramp();
  };

  const acquire = async (): Promise<Environment | undefined> => {
    for (let warm = free.pop(); warm !== undefined; warm = free.pop()) {
      if (warm.alive()) return warm;
      environments.delete(warm);
    }
    return new Promise((resolve) => {
      waiting.push(resolve);
      void ramp();
    });
  };

  /** After an event: a dead environment is replaced if somebody still waits. */
  const giveBack = (environment: Environment): void => {
    if (environment.alive()) release(environment);
    else environments.delete(environment);
    void ramp();
  };

  return {
    logicalId: options.logicalId,
    name: options.data.functionName,
    arn: options.data.functionArn,
    moduleUrl: options.data.moduleUrl,
    env: options.env,
    invocations: () => invocations,
    cpuMs: () => cpu,
    invoke: async (event) => {
      const environment = stopped ? undefined : await acquire();
      if (environment === undefined) return failure('Stopped', 'The local system is stopping');
      invocations += 1;
      const message = {
        requestId: randomUUID(),
        traceId: createTraceId(),
        event,
        timeoutMs: options.timeoutMs,
      };
      const outcome = await environment.invoke(message);
      if (outcome.kind === 'result' && outcome.cpuMs !== undefined) {
        const times = cpu[answered.has(environment) ? 'warm' : 'cold'];
        times.push(outcome.cpuMs);
        if (times.length > CPU_TIMES_KEPT) times.shift();
        answered.add(environment);
      }
      giveBack(environment);
      return outcome;
    },
    warm: async (wanted) => {
      const most = Math.min(wanted, options.maxEnvironments);
      const startOne = async (): Promise<void> => {
        const done = await options.turns.take();
        if (!stopped && environments.size < most) await start();
        done();
      };
      await Promise.all(Array.from({ length: Math.max(0, most - environments.size) }, startOne));
    },
    stop: async () => {
      stopped = true;
      for (const give of waiting.splice(0)) give(undefined);
      await Promise.all([...environments].map((environment) => environment.kill()));
    },
  };
}
