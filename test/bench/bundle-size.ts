/** What a built function weighs: all of it, and what a cold start loads of it. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface BundleSize {
  /** All code of the asset, in bytes. */
  readonly totalBytes: number;
  /** The entry and the chunks that it imports statically, in bytes. */
  readonly coldBytes: number;
  /** npm packages with code in what a cold start loads. */
  readonly coldPackages: ReadonlySet<string>;
  /** npm packages with code anywhere in the asset. */
  readonly packages: ReadonlySet<string>;
}

/** Static imports of esbuild's minified output; `import("./…")` has a bracket before the quote. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.mjs)"/g;

/** The last package on a path, so that a nested one counts and not the one it is nested in. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

function staticChunks(entry: string): readonly string[] {
  const found = new Set([entry]);
  // A set's iteration meets what is added meanwhile.
  for (const file of found) {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      if (path !== undefined) found.add(join(dirname(file), path));
    }
  }
  return [...found];
}

/** Read from the source maps, which name every file with code in the bundle. */
function packagesIn(files: readonly string[]): ReadonlySet<string> {
  const sources = files.flatMap((file) => {
    const map: { readonly sources: readonly string[] } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    return map.sources;
  });
  return new Set(sources.flatMap((source) => PACKAGE.exec(source)?.[1] ?? []));
}

const bytesOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(file).size, 0);

/** @param moduleUrl the function's entry, with its chunks and source maps beside it. */
export function sizeOf(moduleUrl: string): BundleSize {
  const entry = fileURLToPath(moduleUrl);
  const folder = dirname(entry);
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(folder, name));
  const cold = staticChunks(entry);
  return {
    totalBytes: bytesOf(all),
    coldBytes: bytesOf(cold),
    coldPackages: packagesIn(cold),
    packages: packagesIn(all),
  };
}
