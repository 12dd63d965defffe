/** Bundles the functions: each with what it imports and no more. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type OutputFile } from 'esbuild';
import { OFFERED_METHODS, type OfferedMethod } from '../shared/domain/method.ts';
import { putElements } from './bundle/elements.ts';
import { leaveOutNetworks } from './bundle/networks.ts';
import { nodeBuiltins } from './bundle/node-builtins.ts';
import { slimClients } from './bundle/sdk-clients.ts';
import { PACKAGE_STAND_INS, standIns } from './bundle/stand-ins.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Source maps name the sources as seen from here, wherever a bundle is put: the same sources, the same bytes. */
const BUILT_AS_IF_IN = join(ROOT, 'bundles');

/** How everything that is deployed is built. */
export const BUILD_OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  outExtension: { '.js': '.mjs' },
  // The SDK's ES modules shake better than its CommonJS, which `platform: node` would prefer.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  alias: PACKAGE_STAND_INS,
  plugins: [standIns, slimClients, nodeBuiltins],
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * A function that imports this much on demand, in bytes, gets it in chunks beside its bundle, which a start does
 * not load. Of less, a start gains no more than the file costs in which bundle and chunk keep what they share.
 */
const WORTH_CHUNKS = 30_000;

/** The function that has the built elements beside it. */
const SERVES_ELEMENTS = 'get-elements';

/**
 * Bundles `functions/<name>.ts` into `<outDir>/<name>/index.mjs`.
 *
 * One build makes all of them: it reads the SDK once, and still drops from each bundle what its function does not
 * use. The functions of a build would share their chunks, so those that are worth some have a second build each.
 * @param methods what is offered: the code of other networks is left out.
 * @returns the folder of each function, to be uploaded as it is.
 */
export async function bundleFunctions(
  names: readonly string[],
  outDir: string,
  methods: readonly OfferedMethod[] = OFFERED_METHODS,
): Promise<ReadonlyMap<string, string>> {
  const options = { ...BUILD_OPTIONS, plugins: [leaveOutNetworks(methods), ...BUILD_OPTIONS.plugins] };
  const whole = await build({
    ...options,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, sourceOf(name)])),
    outdir: BUILT_AS_IF_IN,
  });
  const built = await Promise.all(
    names.map(async (name) => {
      const outdir = join(BUILT_AS_IF_IN, name);
      if (bytesOnDemand(whole.metafile, sourceOf(name)) < WORTH_CHUNKS) {
        return whole.outputFiles.filter(({ path }) => dirname(path) === outdir);
      }
      const entryPoints = { index: sourceOf(name) };
      return (await build({ ...options, splitting: true, entryPoints, outdir })).outputFiles;
    }),
  );
  for (const file of built.flat()) put(file, outDir);
  if (names.includes(SERVES_ELEMENTS)) await putElements(join(outDir, SERVES_ELEMENTS));
  return bundlesIn(outDir, names);
}

/** The folder of each function in a folder that `bundleFunctions` has filled. */
export const bundlesIn = (outDir: string, names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name, join(outDir, name)]));

function put({ path, contents }: OutputFile, outDir: string): void {
  const place = join(outDir, relative(BUILT_AS_IF_IN, path));
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, contents);
}

const sourceOf = (name: string): string => `functions/${name}.ts`;

/** What of the bundle is reached from its function by an import on demand alone. */
function bytesOnDemand({ inputs, outputs }: Metafile, source: string): number {
  const bundle = Object.values(outputs).find(({ entryPoint }) => entryPoint === source);
  if (bundle === undefined) throw new Error(`There is no bundle of ${source}.`);
  const atStart = new Set([source]);
  // A set's iteration meets what is added meanwhile.
  for (const path of atStart) {
    for (const { kind, path: imported } of inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import') atStart.add(imported);
    }
  }
  return Object.entries(bundle.inputs)
    .filter(([path]) => !atStart.has(path))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}
