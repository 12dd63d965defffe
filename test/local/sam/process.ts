/** SAM's commands as processes: started, awaited, and ended together with this one. */

import { execFile, spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { devNull } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createRecent } from '../host/recent.ts';
import { OTHERWISE, SamError } from './sam-error.ts';

export interface SamProcess {
  /** Resolves when it answers at its port; rejects with a `SamError` if it ends before that. */
  readonly ready: Promise<void>;
  /** Ends it, and with it its containers. */
  stop(): Promise<void>;
}

export interface SamProcessOptions {
  readonly command: 'start-api' | 'start-lambda';
  readonly port: number;
  readonly arguments: readonly string[];
  /** Where the template is. */
  readonly folder: string;
  /** Names of the variables that functions declare: SAM would let this process's values win. */
  readonly declared: readonly string[];
  readonly log: (line: string) => void;
}

const MISSING =
  'There is no SAM CLI here: see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/' +
  `install-sam-cli.html; ${OTHERWISE}`;

/**
 * SAM in a process group of its own, so that Ctrl-C reaches it only through `stop`; and interrupted as soon as this
 * process is gone, however that came about: then its input closes. It is told as by Ctrl-C, since that is what it
 * removes its containers upon.
 */
const SCRIPT = 'exec 3<&0; (cat <&3; kill -INT $$) >/dev/null 2>&1 & exec sam local "$@" 3<&- </dev/null';

const POLL_MS = 100;
const INTERRUPT_AGAIN_MS = 10_000;
const KILL_MS = 20_000;
/** What SAM said last, where it does not start. */
const LINES_TOLD = 15;

/** Without what the service could take for its own, and without the developer's AWS account. */
function environment(declared: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('AWS_') && !declared.includes(name),
  );
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_DEFAULT_REGION: 'us-east-1',
    SAM_CLI_TELEMETRY: '0',
  };
}

/** SAM writes in colours, also where nobody sees them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of.
const plain = (line: string): string => line.replace(/\u001b\[[0-9;]*m/g, '').trimEnd();

export function startSam(options: SamProcessOptions): SamProcess {
  const { command, port, folder, log } = options;
  const address = ['--template', 'template.json', '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn('sh', ['-c', SCRIPT, 'sam', command, ...address, ...options.arguments], {
    cwd: folder,
    env: environment(options.declared),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = createRecent<string>(LINES_TOLD);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (coloured) => {
      const line = plain(coloured);
      if (line === '') return;
      said.add(line);
      log(line);
    });
  }
  child.stdin.on('error', () => undefined);
  let stopping = false;
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const onEnd = (): void => {
      ended = true;
      child.stdin.end();
      resolve();
    };
    child.once('error', onEnd);
    child.once('exit', (code) => {
      if (!stopping) log(`SAM failed: ${command} ended by itself, with exit code ${code}`);
      onEnd();
    });
  });

  const waitForPort = async (): Promise<void> => {
    while (!ended) {
      if (await answers(port)) return;
      await sleep(POLL_MS);
    }
    throw new SamError(`sam local ${command} does not start:\n${said.after().join('\n')}`);
  };

  return {
    ready: waitForPort(),
    stop: async () => {
      stopping = true;
      child.stdin.end();
      // A function in a debugger has the first interrupt for itself.
      const again = setTimeout(() => child.kill('SIGINT'), INTERRUPT_AGAIN_MS);
      const kill = setTimeout(() => child.kill('SIGKILL'), KILL_MS);
      await end;
      clearTimeout(again);
      clearTimeout(kill);
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const done = (connected: boolean): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

/** Throws a `SamError` where there is no SAM CLI. */
export async function findSam(): Promise<void> {
  await promisify(execFile)('sh', ['-c', 'command -v sam']).catch(() => {
    throw new SamError(MISSING);
  });
}
