/** `npm run sam` on a machine that lacks what it needs. */

import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../local/start.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The only programs there are, besides a shell. */
function provide(name: string, script: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const start = () =>
  new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const env = { ...process.env, PATH: folder, API_PORT: '0', PORTAL_PORT: '0' };
    execFile(process.execPath, [START, '--sam'], { cwd: folder, env }, (error, _stdout, stderr) =>
      resolve({ code: error?.code, stderr }),
    );
  });

test('one sentence says what is missing, where to get it, and that `npm start` needs neither', async () => {
  symlinkSync('/bin/sh', join(folder, 'sh'));
  const withoutSam = await start();
  provide('sam', 'exit 0');
  const withoutDocker = await start();
  provide('docker', 'exit 1');
  const withoutEngine = await start();

  expect(withoutSam.stderr).toMatch(
    /^There is no SAM CLI here: see https:\S+; `npm start` needs neither .*\n$/,
  );
  expect(withoutDocker.stderr).toMatch(/^There is no Docker here, .* see https:\S+; `npm start` needs .*\n$/);
  expect(withoutEngine.stderr).toMatch(/^Docker's engine, .* does not answer: start it; `npm start` .*\n$/);
  expect([withoutSam.code, withoutDocker.code, withoutEngine.code]).toEqual([1, 1, 1]);
});
