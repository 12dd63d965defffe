/** The inside of an execution environment: a worker thread that loads the bundle and answers one event at a time. */

import { parentPort, workerData } from 'node:worker_threads';
import { installClock } from './install-clock.ts';
import type { EnvironmentData, EnvironmentMessage, FunctionError, InvokeMessage } from './messages.ts';

const data: EnvironmentData = workerData;

const send = (message: EnvironmentMessage): void => parentPort?.postMessage(message);

/** Output travels with the results, so that a request's lines are known before its answer is. */
function captureOutput(): void {
  const write = (chunk: string | Uint8Array): boolean => {
    send({ kind: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
}

function toFunctionError(thrown: unknown): FunctionError {
  if (thrown instanceof Error) {
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

type Handler = (event: unknown, context: unknown) => unknown;

async function loadHandler(): Promise<Handler> {
  const loaded: Readonly<Record<string, unknown>> = await import(data.moduleUrl);
  const handler = loaded[data.handlerName];
  if (typeof handler !== 'function') throw new Error(`${data.handlerName} is undefined or not exported`);
  return (event, context) => handler(event, context);
}

function createContext(message: InvokeMessage): Readonly<Record<string, unknown>> {
  const deadline = performance.now() + message.timeoutMs;
  return {
    awsRequestId: message.requestId,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    logGroupName: data.logGroupName,
    logStreamName: '2023/08/07/[$LATEST]local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

let before = process.threadCpuUsage();

/** Milliseconds that this thread had on a processor since it was last asked. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function answer(handler: Handler, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  process.env._X_AMZN_TRACE_ID = message.traceId;
  try {
    const result: unknown = await handler(JSON.parse(message.event), createContext(message));
    const payload = JSON.stringify(result) ?? 'null';
    send({ kind: 'result', requestId, payload, cpuMs: cpuMs() });
  } catch (thrown) {
    const error = toFunctionError(thrown);
    // Lambda's runtime logs what a handler throws; whatever it holds ends up in the log there, so here too.
    const line = { errorType: error.errorType, errorMessage: error.errorMessage, stack: error.trace };
    send({ kind: 'log', text: `${requestId}\tERROR\tInvoke Error\t${JSON.stringify(line)}\n` });
    send({ kind: 'error', requestId, error });
  }
}

installClock(data.clock);
captureOutput();
if (process.env.NODE_OPTIONS?.includes('--enable-source-maps')) process.setSourceMapsEnabled(true);
try {
  const handler = await loadHandler();
  parentPort?.on('message', (message: InvokeMessage) => void answer(handler, message));
  send({ kind: 'ready' });
} catch (thrown) {
  const error = toFunctionError(thrown);
  send({ kind: 'log', text: `ERROR\tUncaught Exception\t${JSON.stringify(error)}\n` });
  send({ kind: 'initError', error });
}
