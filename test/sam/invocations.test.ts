/** Functions one by one, as SAM invokes them with the events in `test/sam/events`. */

import { execFile } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listen } from '../local/host/listen.ts';
import { samPlatform } from '../local/sam/platform.ts';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';

const EVENTS = fileURLToPath(new URL('./events/', import.meta.url));
const FOLDER = resolve(`cdk.out/sam-invocations-${process.pid}`);
const START_TIMEOUT_MS = 180_000;

const eventOf = (name: string): string => readFileSync(`${EVENTS}${name}.json`, 'utf8');
const names = readdirSync(EVENTS).map((file) => file.replace('.json', ''));
const operations = names.filter((name) => !['publish-events', 'send-notices'].includes(name));

let system: LocalSystem;
let lambdaUrl: string;

beforeAll(async () => {
  const free = await listen(() => undefined, 0);
  await free.close();
  lambdaUrl = `http://127.0.0.1:${free.port}`;
  const platform = samPlatform({ folder: FOLDER, temporary: true, lambdaPort: free.port });
  system = await startLocalSystem({ apiPort: 0, portalPort: 0, platform });
}, START_TIMEOUT_MS);
afterAll(() => system?.stop());

/** As `aws lambda invoke` does. */
async function invoke(name: string) {
  const response = await fetch(`${lambdaUrl}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    body: eventOf(name),
  });
  const payload: unknown = JSON.parse(await response.text());
  return { status: response.status, error: response.headers.get('x-amz-function-error'), payload };
}

describe('`sam local start-lambda`', () => {
  test.each(operations)('%s takes its event, and answers by the contract', async (name) => {
    const { status, error, payload } = await invoke(name);

    expect({ status, error }).toEqual({ status: 200, error: null });
    const { statusCode } = payload as { statusCode: number };
    // Of what the examples refer to nothing is there: that is a refusal, but nothing unexpected.
    expect(statusCode).toBeLessThan(500);
    expect(statusCode).not.toBe(400);
    expect(statusCode).not.toBe(401);
  });

  test('publish-events puts its event on the bus', async () => {
    const { error, payload } = await invoke('publish-events');

    expect({ error, payload }).toEqual({ error: null, payload: { batchItemFailures: [] } });
    expect(system.controls.events()).toContainEqual(
      expect.objectContaining({
        type: 'TwoFactorEnabled',
        detail: expect.objectContaining({ userId: 'user-1' }),
      }),
    );
  });

  test('send-notices takes its event, and finds nobody to tell', async () => {
    const { error, payload } = await invoke('send-notices');

    expect({ error, payload }).toEqual({ error: null, payload: null });
    expect(system.controls.mails()).toEqual([]);
  });
});

test('`sam local invoke` runs a function on the same template', async () => {
  const shell = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const { stdout } = await promisify(execFile)(
    'sam',
    ['local', 'invoke', 'get-status', '--event', `${EVENTS}get-status.json`, '--skip-pull-image'],
    { cwd: FOLDER, env: { ...Object.fromEntries(shell), AWS_DEFAULT_REGION: 'us-east-1' } },
  );

  const { statusCode, body } = JSON.parse(stdout) as { statusCode: number; body: string };
  expect({ statusCode, body: JSON.parse(body) }).toMatchObject({ statusCode: 200, body: { enabled: false } });
});

test('a debugger finds the sources from where SAM has the code', () => {
  const maps = globSync('functions/*/*.map', { cwd: FOLDER }).map((file) => resolve(FOLDER, file));

  expect(maps.length).toBeGreaterThanOrEqual(names.length);
  for (const map of maps) {
    const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: readonly string[] };
    const files = sources.filter((source) => source.startsWith('.'));
    const missing = files.filter((source) => !existsSync(resolve(dirname(map), source)));
    expect(missing).toEqual([]);
    // A chunk may hold no more than what the bundler has written for Node's own modules.
    expect(files.length > 0 || sources.every((source) => source.startsWith('node-builtin'))).toBe(true);
  }
});
