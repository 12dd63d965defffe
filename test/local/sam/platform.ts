/** AWS's SAM CLI as what the service runs on: its API in front of, and its containers around, the functions. */

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Deployment } from '../emulator/deployment.ts';
import { type Listening, listen } from '../host/listen.ts';
import { tryLock } from '../host/lock.ts';
import type { OpenPlatform, Platform, PlatformOptions } from '../platform.ts';
import { samArguments } from './arguments.ts';
import { type Engine, fetchImage, findEngine, removeContainers } from './docker.ts';
import { writeFolder } from './folder.ts';
import { type SamFunction, samFunctions } from './functions.ts';
import { createSamEnvironments } from './lambda.ts';
import { findSam, startSam } from './process.ts';
import { SamError } from './sam-error.ts';

export interface SamOptions {
  /** Where the template and the code of the functions are put; one platform's at a time. */
  readonly folder: string;
  /** Whether the folder is there only for as long as the platform. Default false. */
  readonly temporary?: boolean;
  /** Of Lambda's own API; 0 for any free one. */
  readonly lambdaPort: number;
  /** Further arguments of SAM, parted by spaces. */
  readonly arguments?: string;
}

/** How to undo what has been done so far; what came last goes first. */
type Stops = (() => Promise<void>)[];

/**
 * Rejects with a `SamError` where SAM or Docker is missing or the folder is in use, or with a `PortTakenError`.
 * A clock that is the machine's when serving begins stays so in the containers.
 */
export function samPlatform(options: SamOptions): OpenPlatform {
  return async (given) => {
    await findSam();
    const engine = await findEngine();
    const leave = occupy(options);
    const stops: Stops = [async () => leave(), () => removeContainers(resolve(options.folder))];
    const close = async (): Promise<void> => {
      for (const stop of stops.splice(0).toReversed()) await stop();
    };
    try {
      return await open(options, given, engine, stops, close);
    } catch (error) {
      await close();
      throw error;
    }
  };
}

async function open(
  options: SamOptions,
  given: PlatformOptions,
  engine: Engine,
  stops: Stops,
  close: Platform['close'],
): Promise<Platform> {
  const api = await hold(given.port, stops);
  const lambda = await hold(options.lambdaPort, stops);
  const started = Promise.withResolvers<void>();
  // Events that wait for it hear of a failure; there need be none.
  started.promise.catch(() => undefined);

  const serve = async (deployment: Deployment): Promise<void> => {
    const { folder } = options;
    const { architecture } = engine;
    const functions = samFunctions(deployment);
    const clockUrl = given.clock.isMachines() ? undefined : await serveClock(given, engine, stops);
    await writeFolder({ folder, stack: deployment.stack, functions, architecture, clockUrl });
    await fetchImages(functions, engine, given);
    await Promise.all([api.close(), lambda.close()]);

    const added = samArguments(options.arguments ?? '', functions);
    const declared = functions.flatMap((fn) => Object.keys(fn.declared));
    const start = (command: 'start-api' | 'start-lambda', port: number, args: readonly string[]) => {
      const log = (line: string): void => given.log(`sam ${command}: ${line}`);
      return startSam({ command, port, arguments: args, folder, declared, log });
    };
    const commands = [
      start('start-api', api.port, added.api),
      start('start-lambda', lambda.port, added.lambda),
    ];
    stops.push(async () => void (await Promise.all(commands.map((command) => command.stop()))));
    await Promise.all(commands.map((command) => command.ready));
  };

  return {
    apiUrl: `http://localhost:${api.port}`,
    machine: engine.machine,
    startEnvironment: createSamEnvironments(`http://127.0.0.1:${lambda.port}`, started.promise),
    serve: async (deployment) => {
      try {
        await serve(deployment);
        started.resolve();
      } catch (error) {
        started.reject(error);
        throw error;
      }
    },
    close,
  };
}

/** Two platforms would write over each other's code. Returns how to leave the folder to others again. */
function occupy({ folder, temporary = false }: SamOptions): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = tryLock(resolve(folder, 'lock'));
  if (!lock.isOurs) {
    throw new SamError(`${folder} is in use by process ${lock.holder ?? ''}: one \`npm run sam\` at a time`);
  }
  return () => {
    lock.release();
    if (temporary) rmSync(folder, { recursive: true, force: true });
  };
}

/** Keeps a port until SAM takes it. */
async function hold(port: number, stops: Stops): Promise<Listening> {
  const place = await listen((_request, response) => response.writeHead(503).end(), port);
  stops.push(() => place.close());
  return place;
}

/** Lets containers read the clock's cells. Returns its address, as they see it. */
async function serveClock({ clock }: PlatformOptions, { machine }: Engine, stops: Stops): Promise<string> {
  const place = await listen(
    (_request, response) => response.end(Buffer.from(new Uint8Array(clock.buffer))),
    0,
    { alsoOn: machine.listenOn },
  );
  stops.push(() => place.close());
  return `http://${machine.name}:${place.port}`;
}

/** Lambda's own image of each runtime, which SAM builds upon; else the first request would wait for it. */
async function fetchImages(
  functions: readonly SamFunction[],
  { architecture }: Engine,
  { notice }: PlatformOptions,
): Promise<void> {
  for (const runtime of new Set(functions.map((fn) => fn.runtime))) {
    const name = runtime.replace(/^([a-z]+)(\d+)\.x$/, '$1:$2');
    await fetchImage(`public.ecr.aws/lambda/${name}-${architecture}`, notice);
  }
}
