/** Builds the packages that portals take, each as `npm pack` of its folder publishes it. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

export const PACKAGES = ['client', 'admission', 'elements'] as const;
export type PackageName = (typeof PACKAGES)[number];

const PORTAL = join(ROOT, 'shared/portal');

/** Where the package is: `package.json` and `src`, of whose files each at the top is an entry of its own. */
export const folderOf = (name: PackageName): string => join(PORTAL, name);

/**
 * Writes ES modules and their types.
 * @param outDir is emptied first. Default: `dist` of the package.
 */
export async function buildPackage(name: PackageName, outDir = join(folderOf(name), 'dist')): Promise<void> {
  const sources = join(folderOf(name), 'src');
  const entries = Object.keys(exportsOf(name)).map((entry) => join(sources, `${entry}.ts`));
  rmSync(outDir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir: outDir,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  writeTypes(entries, name === 'elements' ? PORTAL : sources, outDir);
}

/** The entries of the package by the names of their files. */
export function exportsOf(name: PackageName): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, { readonly default: string }>>;
  };
  return Object.fromEntries(
    Object.entries(exports).map(([entry, { default: file }]) => [
      /([^/]+)\.js$/.exec(file)?.[1] ?? '',
      entry,
    ]),
  );
}

/** @param rootDir of the sources: the types of the elements have those of the client beside them. */
function writeTypes(entries: readonly string[], rootDir: string, outDir: string): void {
  const options = {
    rootDir,
    outDir,
    target: 'es2024',
    module: 'nodenext',
    types: 'node',
    lib: 'es2024,dom,dom.iterable',
  };
  execFileSync(
    process.execPath,
    [
      TSC,
      ...['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--allowImportingTsExtensions'],
      ...['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck'],
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ...entries,
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  // The compiler leaves the specifiers as the sources have them.
  for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const path = join(outDir, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(from\s+'\.[^']+)\.ts'/g, "$1.js'"));
  }
}
