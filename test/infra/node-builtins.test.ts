/** A bundle's own `createHmac` answers as Node's does. */

import { createHmac, createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { BUILD_OPTIONS } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'node-builtins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Hmac = (key: string | Uint8Array | KeyObject) => string;

async function bundled(source: string): Promise<Hmac> {
  const stdin = { contents: source, resolveDir: BUILD_OPTIONS.absWorkingDir };
  const { outputFiles } = await build({ ...BUILD_OPTIONS, sourcemap: false, outdir: 'bundles', stdin });
  const file = join(folder, `${randomUUID()}.mjs`);
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  const module: { readonly hmac: Hmac } = await import(pathToFileURL(file).href);
  return module.hmac;
}

const DIGEST = ".update('message').digest('hex')";
const IMPORTS = {
  'a named import': `import { createHmac } from 'node:crypto'; export const hmac = (key) => createHmac('sha256', key)${DIGEST};`,
  'a namespace': `import * as crypto from 'node:crypto'; export const hmac = (key) => crypto.createHmac('sha256', key)${DIGEST};`,
};
const KEYS = {
  bytes: Buffer.from('key'),
  'no bytes': Buffer.alloc(0),
  'part of a buffer': new Uint8Array(Buffer.from('a key and more')).subarray(2, 5),
  text: 'key',
  'a key object': createSecretKey(Buffer.from('key')),
};

describe.each(Object.entries(IMPORTS))('by %s', (_, source) => {
  test.each(Object.entries(KEYS))('with %s', async (_, key) => {
    const hmac = await bundled(source);
    expect(hmac(key)).toBe(createHmac('sha256', key).update('message').digest('hex'));
  });
});
