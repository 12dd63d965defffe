/** One execution environment of a function, seen from outside: started once, then used for one event at a time. */

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import type { EnvironmentData, EnvironmentMessage, FunctionError, InvokeMessage } from './messages.ts';

export type Outcome =
  /** `payload` is JSON; `cpuMs` as in `messages.ts`, where it is known. */
  | { readonly kind: 'result'; readonly payload: string; readonly cpuMs?: number }
  | { readonly kind: 'error'; readonly error: FunctionError };

export interface EnvironmentOptions {
  readonly data: EnvironmentData;
  readonly env: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
}

export interface Environment {
  /** Resolves when the bundle is loaded or has failed to load; never rejects. */
  readonly started: Promise<void>;
  /** Never rejects. After a time-out, an exit or a failed start the environment is dead. */
  invoke(message: InvokeMessage): Promise<Outcome>;
  alive(): boolean;
  kill(): Promise<void>;
}

export type StartEnvironment = (options: EnvironmentOptions) => Environment;

/** Lambda gives the initialisation ten seconds of its own, whatever the function's time-out. */
const INIT_TIMEOUT_MS = 10_000;

/** The failure of an invocation that no handler has answered, under Lambda's name for it. */
export const failure = (errorType: string, errorMessage: string): Outcome => ({
  kind: 'error',
  error: { errorType, errorMessage, trace: [] },
});

let bootstrap: URL | undefined;

/** As JavaScript, made once: a thread that has to read TypeScript first needs longer for that than for the rest. */
function bootstrapUrl(): URL {
  if (bootstrap === undefined) {
    const { outputFiles } = buildSync({
      entryPoints: [fileURLToPath(new URL('./bootstrap.ts', import.meta.url))],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
    });
    bootstrap = new URL(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  }
  return bootstrap;
}

export function startEnvironment(options: EnvironmentOptions): Environment {
  const worker = new Worker(bootstrapUrl(), {
    workerData: options.data,
    env: { ...options.env },
    resourceLimits: { maxOldGenerationSizeMb: options.data.memoryMb },
  });
  const started = Promise.withResolvers<void>();
  let death: Outcome | undefined;
  let settle: ((outcome: Outcome) => void) | undefined;

  const die = (outcome: Outcome): void => {
    death ??= outcome;
    started.resolve();
    settle?.(outcome);
  };

  const kill = async (): Promise<void> => {
    die(failure('Runtime.ExitError', 'The environment has been shut down'));
    await worker.terminate();
  };

  /** A time-out kills the environment, as in Lambda. */
  const killAfter = (ms: number, message: string): NodeJS.Timeout =>
    setTimeout(() => {
      options.log(`${message}\n`);
      die(failure('Sandbox.Timedout', message));
      void kill();
    }, ms);

  const initTimer = killAfter(INIT_TIMEOUT_MS, 'Error: Initialisation timed out after 10.00 seconds');
  void started.promise.then(() => clearTimeout(initTimer));

  worker.on('message', (message: EnvironmentMessage) => {
    switch (message.kind) {
      case 'ready':
        started.resolve();
        break;
      case 'initError':
        die({ kind: 'error', error: message.error });
        void kill();
        break;
      case 'log':
        options.log(message.text);
        break;
      case 'result':
        settle?.({ kind: 'result', payload: message.payload, cpuMs: message.cpuMs });
        break;
      case 'error':
        settle?.({ kind: 'error', error: message.error });
        break;
    }
  });
  worker.on('error', (error: Error) => {
    options.log(`ERROR\tUncaught Exception\t${error.stack ?? error.message}\n`);
    die(failure('Runtime.ExitError', 'Runtime exited with error: exit status 1'));
  });
  worker.on('exit', () => die(failure('Runtime.ExitError', 'Runtime exited without providing a reason')));

  return {
    started: started.promise,
    alive: () => death === undefined,
    kill,
    invoke: async (message) => {
      await started.promise;
      if (death !== undefined) return death;
      const seconds = (message.timeoutMs / 1000).toFixed(2);
      const late = `RequestId: ${message.requestId} Error: Task timed out after ${seconds} seconds`;
      const timer = killAfter(message.timeoutMs, late);
      const answered = new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
      worker.postMessage(message);
      const outcome = await answered;
      clearTimeout(timer);
      settle = undefined;
      return outcome;
    },
  };
}
