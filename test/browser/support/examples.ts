/** The examples for portals, run as they are: packages built, installed and bundled, the backend as a process. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildPackage, folderOf } from '../../../infra/portal/packages.ts';
import type { LocalSystem } from '../../local/system.ts';
import { readAuthenticator } from './authenticator.ts';
import { appCodeLabel, button, confirmSaved, confirmWith, seeHeading } from './customer.ts';
import type { Journey } from './journeys.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EXAMPLES = join(ROOT, 'shared/portal/examples');
/** Where the examples are for a browser, and the service in their pages. */
const ADDRESS = 'http://localhost:3003';
const SERVICE = 'http://localhost:3000';

/** A copy of the examples that has what `npm install` gives them, bundled by their own script. */
async function installExamples(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  cpSync(EXAMPLES, folder, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) });
  const modules = join(folder, 'node_modules');
  for (const name of ['admission', 'elements'] as const) {
    const installed = join(modules, '@portal-2fa', name);
    mkdirSync(installed, { recursive: true });
    cpSync(join(folderOf(name), 'package.json'), join(installed, 'package.json'));
    await buildPackage(name, join(installed, 'dist'));
  }
  for (const name of ['express', 'jose', 'react', 'react-dom', 'scheduler', 'vue', '@vue']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const PATH = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  execFileSync('npm', ['run', 'build'], { cwd: folder, env: { ...process.env, PATH }, stdio: 'pipe' });
  return folder;
}

/** Starts the backend of one example at a free port. Returns its address, and what ends it. */
async function startBackend(folder: string, example: string, { apiUrl, portalUrl }: LocalSystem) {
  const backend: ChildProcess = spawn(process.execPath, ['backend.js', example], {
    cwd: folder,
    env: { ...process.env, API_URL: apiUrl, PROVIDER_URL: portalUrl, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!backend.stdout) throw new Error('The backend has no output.');
  const [line] = await once(createInterface(backend.stdout), 'line');
  return { url: new URL(String(line)).origin, stop: () => backend.kill() };
}

/** The page asks the backend and the service where these are in this test. */
async function openTo({ page, system }: Journey, backendUrl: string): Promise<void> {
  await page.route(`${ADDRESS}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await route.fetch({ url: `${backendUrl}${pathname}` });
    const body = (await response.text()).replaceAll(SERVICE, system.apiUrl);
    await route.fulfill({ response, body });
  });
  // To Chromium a page that a test answers itself comes from no machine, and may not reach this one;
  // an older Chromium has no such permission, and needs none.
  await page
    .context()
    .grantPermissions(['local-network-access'])
    .catch(() => undefined);
}

/** The first factor. Its answer leads on to the page, and a browser asks nobody who is in between for that. */
async function passFirstFactor(page: Page, backendUrl: string, sub: string): Promise<void> {
  const { headers } = await fetch(`${backendUrl}/sign-in/${sub}`, { redirect: 'manual' });
  const [, value = ''] = /session=([^;]+)/.exec(headers.get('set-cookie') ?? '') ?? [];
  await page.context().addCookies([{ name: 'session', value, url: ADDRESS }]);
  await page.goto(`${ADDRESS}/`);
}

/** @param journey of a block whose system has the examples' address among its origins. */
export function exampleJourneys(
  journey: (name: string, run: (given: Journey) => Promise<void>) => void,
): void {
  let folder: string;
  beforeAll(async () => {
    folder = await installExamples();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const example of ['bare', 'react', 'vue']) {
    journey(`the ${example} example enrols a customer, and asks for the code from then on`, async (given) => {
      const { page, system } = given;
      // Programs of others have the machine's clock.
      system.clock.advance(Math.max(0, Date.now() - system.clock.now()));
      const backend = await startBackend(folder, example, system);
      try {
        await openTo(given, backend.url);

        await passFirstFactor(page, backend.url, example);
        await button(page, 'Set up now').click();
        const authenticator = await readAuthenticator(given);
        await page.getByLabel('Code').fill(authenticator.currentCode());
        await button(page, 'Turn on').click();
        await confirmSaved(page);
        await page.getByText(`Welcome, ${example}`).waitFor();

        await passFirstFactor(page, backend.url, example);
        await seeHeading(page, 'Confirm that it is you');
        await confirmWith(page, appCodeLabel, authenticator.nextCode());
        await page.getByText(`Welcome, ${example}`).waitFor();
      } finally {
        backend.stop();
      }
    });
  }

  test('README’s page of ten lines is the bare example', () => {
    const [, block = ''] =
      /```html\n(.*?portal-2fa-challenge.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
    const lines = block.replaceAll('https://2fa.portal.example', SERVICE).trim().split('\n');
    const page = readFileSync(join(EXAMPLES, 'bare/index.html'), 'utf8')
      .split('\n')
      .map((line) => line.replace('  ', ''));

    expect(lines).toHaveLength(11);
    expect(page).toEqual(expect.arrayContaining(lines));
  });
}
