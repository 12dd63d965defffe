/** Invokes functions as Lambda's API does, at `sam local start-lambda`. */

import {
  type Environment,
  failure,
  type Outcome,
  type StartEnvironment,
} from '../emulator/lambda/environment.ts';
import type { FunctionError } from '../emulator/lambda/messages.ts';

/**
 * Execution environments whose events SAM answers: it has one container for each function, and starts it itself.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 *
 * @param ready resolves when SAM takes events, and rejects when it never will.
 */
export const createSamEnvironments =
  (url: string, ready: Promise<void>): StartEnvironment =>
  ({ data }): Environment => ({
    started: Promise.resolve(),
    alive: () => true,
    kill: async () => undefined,
    invoke: async ({ event }) => {
      try {
        await ready;
        return await invoke(`${url}/2015-03-31/functions/${data.functionName}/invocations`, event);
      } catch (error) {
        return failure('Runtime.ExitError', `SAM does not answer: ${String(error)}`);
      }
    },
  });

async function invoke(url: string, event: string): Promise<Outcome> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: event,
  });
  const payload = await response.text();
  if (!response.ok) return failure('Runtime.ExitError', `SAM answered ${response.status}: ${payload}`);
  if (response.headers.get('x-amz-function-error') === null) return { kind: 'result', payload };
  const error: FunctionError = { trace: [], ...JSON.parse(payload) };
  return { kind: 'error', error };
}
