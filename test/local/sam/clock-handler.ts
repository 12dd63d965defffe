/**
 * Runs in a container, in the place of a function's own handler, where the local system's clock is not the machine's:
 * asks what time it is, then lets the function answer.
 */

import { get } from 'node:http';
import { installClock } from '../emulator/lambda/install-clock.ts';

/** Literals, put in by the bundler: where the clock is asked, the function's module, and the name of its handler. */
declare const CLOCK_URL: string;
declare const MODULE: string;
declare const HANDLER: string;

const clock = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);

/** The clock's cells, as they are here. On a connection of its own, which nothing can have closed meanwhile. */
const readClock = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = get(CLOCK_URL, { agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      new Uint8Array(clock).set(Buffer.concat(chunks));
      resolve();
    });
    request.once('error', reject);
  });

interface Context {
  getRemainingTimeInMillis(): number;
}

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const machineNow = Date.now;

/** How long the function may still run is a matter of the machine's time, whatever `Date` says. */
function keepDeadline(context: Context): Context {
  const remaining = context.getRemainingTimeInMillis.bind(context);
  return Object.assign(context, { getRemainingTimeInMillis: () => remaining() + Date.now() - machineNow() });
}

await readClock();
installClock(clock);
const loaded: Readonly<Record<string, Handler>> = await import(MODULE);

export const handler: Handler = async (event, context) => {
  await readClock();
  return loaded[HANDLER]?.(event, keepDeadline(context));
};
