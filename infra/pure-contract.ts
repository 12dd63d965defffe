/**
 * Lets a bundle drop the operations and schemas that its function does not use.
 *
 * Schemas are made by calls, and a bundler keeps a call whose result nobody wants for what it may do besides.
 * Those at the top of the contract's files do nothing besides, which is said to esbuild here, once, and not in
 * a comment before each of them.
 */

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const CONTRACT_FILE = /[\\/]shared[\\/]contract[\\/][\w-]+\.ts$/;

/** `z.strictObject(`, `z.iso.datetime(`, `operation(`. */
const SCHEMA_CALL = /(?<![\w.])(?:z(?:\.\w+)+|operation)\(/g;

export const pureContract: Plugin = {
  name: 'pure-contract',
  setup(build) {
    build.onLoad({ filter: CONTRACT_FILE }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { loader: 'ts', contents: source.replaceAll(SCHEMA_CALL, '/* @__PURE__ */ $&') };
    });
  },
};
