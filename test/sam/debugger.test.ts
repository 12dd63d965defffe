/** A debugger at a function in SAM's container, as an editor attaches it. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listen } from '../local/host/listen.ts';
import { findEngine } from '../local/sam/docker.ts';

const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));
const PATIENCE_MS = 60_000;

const place = realpathSync(mkdtempSync(join(tmpdir(), 'portal-2fa-')));
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const taken = await listen(() => undefined, 0);
  await taken.close();
  return taken.port;
}

/** Where the function's own inspector listens, as soon as its container does. */
async function inspectorOf(port: number): Promise<string> {
  const giveUp = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUp) {
    try {
      const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
      const [{ webSocketDebuggerUrl }] = targets as [{ readonly webSocketDebuggerUrl: string }];
      return webSocketDebuggerUrl;
    } catch {
      await sleep(200);
    }
  }
  throw new Error('Nothing listens for a debugger.');
}

interface Message {
  readonly method?: string;
  readonly params?: { readonly hitBreakpoints?: readonly string[] };
}

/** Sets a breakpoint in the bundle, lets the function run into it, and then to its end. */
async function stopInBundle(url: string): Promise<number> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let sent = 0;
  const send = (method: string, params: object = {}): void => {
    sent += 1;
    socket.send(JSON.stringify({ id: sent, method, params }));
  };
  let stops = 0;
  const stopped = new Promise<void>((done) => {
    socket.addEventListener('message', ({ data }) => {
      const { method, params }: Message = JSON.parse(String(data));
      if (method !== 'Debugger.paused') return;
      if ((params?.hitBreakpoints ?? []).length > 0) {
        stops += 1;
        done();
      }
      send('Debugger.resume');
    });
  });
  send('Runtime.enable');
  send('Debugger.enable');
  send('Debugger.setBreakpointByUrl', { urlRegex: '/var/task/index\\.mjs$', lineNumber: 1 });
  send('Runtime.runIfWaitingForDebugger');
  await stopped;
  socket.close();
  return stops;
}

/** SAM starts a function that is debugged with the Node that AWS's image has there. */
const { architecture } = await findEngine();
const image = `public.ecr.aws/lambda/nodejs:24-${architecture}`;
const asAws = (() => {
  try {
    execFileSync('docker', ['run', '--rm', '--entrypoint', '/var/lang/bin/node', image, '--version'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
})();
if (!asAws) process.stderr.write(`\nThe test of a debugger did NOT run: ${image} is not AWS's own image.\n`);

(asAws ? test : test.skip)('a function stops at a breakpoint, and then answers', async () => {
  const port = await freePort();
  const child = spawn(process.execPath, [START, '--sam'], {
    cwd: place,
    env: {
      ...process.env,
      API_PORT: '0',
      PORTAL_PORT: '0',
      LAMBDA_PORT: '0',
      SAM_ARGS: `--debug-port ${port} --debug-function get-jwks`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    let apiUrl: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      apiUrl = line.match(/is ready: portal \S+, API (\S+) /)?.[1];
      if (apiUrl !== undefined) break;
    }
    const answer = fetch(`${apiUrl}/.well-known/jwks.json`);

    expect(await stopInBundle(await inspectorOf(port))).toBe(1);
    expect((await answer).status).toBe(200);
  } finally {
    child.kill('SIGINT');
    await exited;
  }
});
