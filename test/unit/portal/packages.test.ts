/** What portals take, as it is built: how much it weighs, and whether it can be used with its types. */

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildPackage, folderOf, PACKAGES } from '../../../infra/portal/packages.ts';
import { LOCALES } from '../../../shared/wording/locale.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
/** Of the client with its flow. */
const CLIENT_BYTES = 3000;

let folder: string;
const packageOf = (name: string) => join(folder, 'node_modules/@portal-2fa', name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  for (const name of PACKAGES) {
    mkdirSync(packageOf(name), { recursive: true });
    symlinkSync(join(folderOf(name), 'package.json'), join(packageOf(name), 'package.json'));
    await buildPackage(name, join(packageOf(name), 'dist'));
  }
  mkdirSync(join(folder, 'node_modules/@types'));
  for (const name of [
    'react',
    'react-dom',
    'scheduler',
    'vue',
    '@vue',
    'csstype',
    '@babel',
    '@types/react',
  ]) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Type checks a module of a project that has the packages. */
function check(code: string): string {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'use.ts'), code);
  const options = ['--noEmit', '--strict', '--preserveSymlinks', '--ignoreConfig', '--module', 'nodenext'];
  const lib = ['--target', 'es2022', '--lib', 'es2022,dom', '--types', ''];
  try {
    execFileSync(process.execPath, [TSC, ...options, ...lib, 'use.ts'], { cwd: folder });
    return '';
  } catch (error) {
    return String((error as { readonly stdout: Buffer }).stdout);
  }
}

describe('the elements', () => {
  test('have types that a page’s compiler reads', () => {
    const right = `import { mayLeave, type ChallengeElement, type AssertionEvent } from '@portal-2fa/elements';
      export const start = (challenge: ChallengeElement) => {
        challenge.accessToken = async ({ renew }) => (renew ? 'another' : 'token');
        challenge.messages = { confirm: 'Go on', problems: { wrong_code: 'No.' } };
      };
      export const bring = (event: AssertionEvent) => event.waitUntil(fetch(event.detail.assertion));
      export const leave: boolean = mayLeave();`;

    expect(check(right)).toBe('');
    expect(check(right.replace('wrong_code', 'no_code'))).toContain('TS2353');
  });

  test('have each language as a module of its own', () => {
    const files = readdirSync(join(packageOf('elements'), 'dist'));

    expect(files.filter((name) => /^[a-z]{2}-\w+\.js$/.test(name))).toHaveLength(LOCALES.length);
  });
});

describe.each([
  ['React', 'react', "import { createElement as create } from 'react';"],
  ['Vue', 'vue', "import { h as create } from 'vue';"],
])('the components for %s', (_, entry, framework) => {
  test('have types that a page’s compiler reads', () => {
    const right = `import { Challenge, Security, type AssertionEvent } from '@portal-2fa/elements/${entry}';
      ${framework}
      const onAssertion = (event: AssertionEvent) => event.waitUntil(fetch(event.detail.assertion));
      create(Challenge, { apiUrl: '/', accessToken: async () => 'token', purpose: 'step_up', onAssertion });
      create(Security, { apiUrl: '/', accessToken: () => 'token', sso: true, methods: ['totp'] });`;

    expect(check(right)).toBe('');
    expect(check(right.replace('step_up', 'step_down'))).not.toBe('');
    expect(check(right.replace("'token', sso", '7, sso'))).not.toBe('');
  });

  test('weigh less than a kilobyte beside the elements', () => {
    const code = readFileSync(join(packageOf('elements'), `dist/${entry}.js`));

    expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThan(1000);
  });
});

test('the components render on a server, where there are no elements, with attributes alone', () => {
  const given = `{ apiUrl: 'https://2fa.example', accessToken: () => 'secret', methods: ['totp', 'sms'], signUp: true }`;
  const script = `
    import * as react from '@portal-2fa/elements/react';
    import * as vue from '@portal-2fa/elements/vue';
    import { createElement } from 'react';
    import { renderToStaticMarkup } from 'react-dom/server';
    import { createSSRApp, h } from 'vue';
    import { renderToString } from 'vue/server-renderer';
    console.log(renderToStaticMarkup(createElement(react.Challenge, ${given})));
    console.log(await renderToString(createSSRApp(() => h(vue.Challenge, ${given}))));`;
  const options = ['--input-type=module', '-e', script];

  const printed = execFileSync(process.execPath, options, { cwd: folder, encoding: 'utf8' });

  const element =
    '<portal-2fa-challenge api-url="https://2fa.example" methods="totp sms" sign-up=""></portal-2fa-challenge>';
  expect(printed.trim().replaceAll(' sign-up>', ' sign-up="">').split('\n')).toEqual([element, element]);
});

describe('the client', () => {
  test('weighs three kilobytes at most, its flow included', () => {
    const code = readFileSync(join(packageOf('client'), 'dist/index.js'));

    expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThanOrEqual(CLIENT_BYTES);
  });

  test('weighs less than half of that where the flow is not used', async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export { createClient } from '@portal-2fa/client'", resolveDir: folder },
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
    });

    const weight = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
    expect(weight).toBeGreaterThan(500);
    expect(weight).toBeLessThan(CLIENT_BYTES / 2);
  });

  test('has types that a page’s compiler reads, with the names of the contract', () => {
    const right = `import { createClient, createFlow, ProblemError, type Challenge, type State } from '@portal-2fa/client';
      const client = createClient({ apiUrl: '/', accessToken: () => 'token' });
      const flow = createFlow({ client });
      export const id = (state: State): string => (state.name === 'challenge' ? state.challenge.challengeId : '');
      export const challenge = async (): Promise<Challenge | undefined> => {
        const decision = await client.startChallenge();
        return decision.decision === 'challenge' ? decision : undefined;
      };
      export const wrong = (error: unknown) => error instanceof ProblemError && error.code === 'wrong_code';
      flow.send({ type: 'start' });`;

    expect(check(right)).toBe('');
    expect(check(right.replace('wrong_code', 'no_code'))).toContain('TS2367');
  });

  test('is an ES module that runs as it is', async () => {
    const built = await import(pathToFileURL(join(packageOf('client'), 'dist/index.js')).href);

    expect(Object.keys(built).sort()).toEqual(['ProblemError', 'createClient', 'createFlow']);
  });
});
