/** The folder that SAM works in: its template and, beside it, each function's code under the function's name. */

import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LocalStack } from '../emulator/template/stack.ts';
import type { SamFunction } from './functions.ts';
import { samTemplate } from './template.ts';

export interface FolderOptions {
  readonly folder: string;
  readonly stack: LocalStack;
  readonly functions: readonly SamFunction[];
  readonly architecture: string;
  /** Where functions ask for the time; undefined where it is the machine's. */
  readonly clockUrl: string | undefined;
}

/** In the folder. */
const CODE = 'functions';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLOCK_HANDLER = fileURLToPath(new URL('./clock-handler.ts', import.meta.url));

/** Makes the folder anew, but for what others keep in it. */
export async function writeFolder(options: FolderOptions): Promise<void> {
  const { folder, clockUrl } = options;
  rmSync(join(folder, CODE), { recursive: true, force: true });
  mkdirSync(join(folder, CODE), { recursive: true });
  const functions = options.functions.map((fn) => ({ ...fn, code: join(CODE, fn.name) }));
  for (const { bundle, code } of functions) {
    cpSync(bundle, join(folder, code), { recursive: true });
    for (const map of globSync('**/*.map', { cwd: join(folder, code) }))
      placeSources(join(folder, code, map));
  }
  const run =
    clockUrl === undefined
      ? functions
      : await Promise.all(functions.map((fn) => withClock(fn, join(folder, fn.code), clockUrl)));
  const template = samTemplate({ ...options, functions: run });
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template, null, 2));
}

/** A bundle's source map names sources relative to where it was built; a debugger looks for them from here. */
function placeSources(file: string): void {
  const map: { sources: readonly string[] } = JSON.parse(readFileSync(file, 'utf8'));
  const place = (source: string): string => {
    const [, inProject] = source.match(/^(?:\.\.\/)+(.+)$/) ?? [];
    // Any other has no file: the bundler made it up.
    return inProject === undefined ? source : relative(dirname(resolve(file)), join(ROOT, inProject));
  };
  writeFileSync(file, JSON.stringify({ ...map, sources: map.sources.map(place) }));
}

/** The function with a handler in front that keeps its time. */
async function withClock<Fn extends SamFunction>(fn: Fn, directory: string, clockUrl: string): Promise<Fn> {
  const name = fn.handler.slice(fn.handler.lastIndexOf('.') + 1);
  const define = { CLOCK_URL: clockUrl, MODULE: `./${fn.module}`, HANDLER: name };
  await build({
    entryPoints: [CLOCK_HANDLER],
    outfile: join(directory, 'clock.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: [define.MODULE],
    define: Object.fromEntries(Object.entries(define).map(([key, value]) => [key, JSON.stringify(value)])),
    logLevel: 'warning',
  });
  return { ...fn, handler: 'clock.handler' };
}
