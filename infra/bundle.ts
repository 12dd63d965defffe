/** Bundles the functions: each with what it imports and no more. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const OPTIONS: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
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
  alias: {
    '@aws-sdk/credential-provider-node': join(ROOT, 'infra/lambda-credentials.ts'),
    // Parts of the SDK for browsers and for streaming services, which these clients never load.
    bowser: join(ROOT, 'infra/left-out.ts'),
    '@smithy/core/event-streams': join(ROOT, 'infra/left-out.ts'),
  },
  // CommonJS dependencies still call require for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

/**
 * A function that imports this much on demand, in bytes, gets it in chunks beside its bundle, which a start does
 * not load. Of less, a start gains no more than the file costs in which bundle and chunk keep what they share.
 */
const WORTH_CHUNKS = 30_000;

/**
 * Bundles `functions/<name>.ts` into `<outDir>/<name>/index.mjs`.
 *
 * One build makes all of them: it reads the SDK once, and still drops from each bundle what its function does not
 * use. The functions of a build would share their chunks, so those that are worth some have a second build each.
 * @returns the folder of each function, to be uploaded as it is.
 */
export async function bundleFunctions(
  names: readonly string[],
  outDir: string,
): Promise<ReadonlyMap<string, string>> {
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, sourceOf(name)]));
  const { metafile } = await build({ ...OPTIONS, entryPoints, outdir: outDir, metafile: true });
  await Promise.all(
    names
      .filter((name) => bytesOnDemand(metafile, sourceOf(name)) >= WORTH_CHUNKS)
      .map((name) =>
        build({
          ...OPTIONS,
          splitting: true,
          entryPoints: { index: sourceOf(name) },
          outdir: join(outDir, name),
        }),
      ),
  );
  return new Map(names.map((name) => [name, join(outDir, name)]));
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
