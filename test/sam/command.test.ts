/** `npm run sam` from start to end: what it leaves behind is nothing. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));
const PATIENCE_MS = 60_000;

/** Where it runs, and so has its folder, code and log. */
const place = realpathSync(mkdtempSync(join(tmpdir(), 'portal-2fa-')));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly exited: Promise<number | null>;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const child = spawn(process.execPath, [START, '--sam'], {
    cwd: place,
    env: { ...process.env, API_PORT: '0', PORTAL_PORT: '0', LAMBDA_PORT: '0', ...env },
  });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  const complaint: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk.toString('utf8')));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, portalUrl, apiUrl] = line.match(/is ready: portal (\S+), API (\S+) /) ?? [];
    if (portalUrl !== undefined && apiUrl !== undefined) return { child, apiUrl, portalUrl, exited };
  }
  throw new Error(`It did not start: ${complaint.join('')}`);
}

/** Containers and processes that work in the place. */
function traces(): { containers: number; processes: number } {
  const ids = execFileSync('docker', ['ps', '--all', '--quiet', '--no-trunc'], { encoding: 'utf8' })
    .split('\n')
    .filter((id) => id !== '');
  const mounts = ids.map((id) => {
    try {
      const format = '{{range .Mounts}}{{.Source}} {{end}}';
      return execFileSync('docker', ['inspect', '--format', format, id], { encoding: 'utf8', stdio: 'pipe' });
    } catch {
      // Gone meanwhile; another test's.
      return '';
    }
  });
  // Only Linux shows where a process works.
  const processes = existsSync('/proc') ? readdirSync('/proc').filter(worksIn) : [];
  return { containers: mounts.filter((text) => text.includes(place)).length, processes: processes.length };
}

function worksIn(pid: string): boolean {
  try {
    return realpathSync(`/proc/${pid}/cwd`).startsWith(place);
  } catch {
    return false;
  }
}

async function eventuallyNothing(): Promise<void> {
  const giveUp = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUp) {
    const { containers, processes } = traces();
    if (containers + processes === 0) return;
    await sleep(500);
  }
  expect(traces()).toEqual({ containers: 0, processes: 0 });
}

const NOTHING = { containers: 0, processes: 0 };

test('Ctrl-C leaves no container and no process', async () => {
  const { child, apiUrl, portalUrl, exited } = await start();
  const answer = await fetch(`${apiUrl}/.well-known/jwks.json`);
  const page = await fetch(portalUrl);
  const meanwhile = traces();

  child.kill('SIGINT');

  expect(await exited).toBe(0);
  expect(traces()).toEqual(NOTHING);
  expect([answer.status, page.status]).toEqual([200, 200]);
  expect(meanwhile.containers).toBe(1);
});

test('nor does a sudden end', async () => {
  const { child, apiUrl, exited } = await start();
  await fetch(`${apiUrl}/.well-known/jwks.json`);

  child.kill('SIGKILL');
  await exited;

  await eventuallyNothing();
});

test('further arguments reach SAM, and the clock reaches its containers', async () => {
  const { child, apiUrl, portalUrl, exited } = await start({
    SAM_ARGS: '--no-memory-limit',
    CLOCK_OFFSET: '25h',
  });
  const token = await fetch(`${portalUrl}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: 'kim', login_method: 'saml' }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const answer = await fetch(`${apiUrl}/v1/challenges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
  });
  const { assertion } = (await answer.json()) as { assertion: string };
  child.kill('SIGINT');
  await exited;

  const { iat } = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as {
    iat: number;
  };
  const ahead = iat - Date.now() / 1000;
  expect(Math.abs(ahead - 25 * 3600)).toBeLessThan(600);
  expect(readFileSync(join(place, 'cdk.out/sam/template.json'), 'utf8')).toContain('clock.handler');
});

test('an argument that SAM does not know ends it with SAM’s own words', async () => {
  await expect(start({ SAM_ARGS: '--no-such-option' })).rejects.toThrow(
    /No such option:? '?--no-such-option/,
  );
});
