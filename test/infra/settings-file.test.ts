/** One file of settings for `npm start` and `cdk synth`, and one explanation of what is wrong with it. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = join(folder, 'settings.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** How the program ended, and what it said in doing so. */
function run(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<{ code: unknown; said: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [program],
      { cwd: ROOT, env: { ...process.env, ...env } },
      (error, _out, said) => done({ code: error?.code ?? 0, said }),
    );
  });
}

const start = () => run('test/local/start.ts', { SETTINGS: file, API_PORT: '0', PORTAL_PORT: '0' });
const synth = (context: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string>> = {}) =>
  run('infra/app.ts', {
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_OUTDIR: join(folder, 'out'),
    ...env,
  });

test('a bad file is explained alike, in a sentence and without a stack', async () => {
  writeFileSync(
    file,
    JSON.stringify({
      issuer: 'https://login.portal.example',
      audience: 'portal',
      portalOrigins: ['https://portal.example:443'],
      brand: 'Mission Control',
      numbers: { allowedCountries: ['US'] },
    }),
  );
  const sentence = `${file}: portalOrigins[0] is "https://portal.example:443", but must be as browsers send it: "https://portal.example".\n`;
  expect(await start()).toEqual({ code: 1, said: sentence });
  expect(await synth({ settings: file })).toEqual({ code: 1, said: sentence });
});

test('a mistyped key deploys nothing', async () => {
  expect(await synth({ setings: file })).toEqual({
    code: 1,
    said: '-c setings: setings is no key of the context, but must be settings, as in -c settings=settings.json.\n',
  });
});

test('a Region that cannot do what is asked is refused in a sentence, before anything is built', async () => {
  const settings = {
    issuer: 'https://login.portal.example',
    audience: 'portal',
    portalOrigins: ['https://portal.example'],
    brand: 'Mission Control',
    numbers: { allowedCountries: ['US'] },
  };
  // As CDK's command line says where it deploys to.
  expect(await synth({ settings }, { CDK_DEFAULT_REGION: 'eu-west-1' })).toEqual({
    code: 1,
    said: 'In eu-west-1 there is no Amazon Connect: take "call" out of methods, or name an instance of another Region ("calls": {"kind": "existing", …}).\n',
  });
});
