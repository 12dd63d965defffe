/** Bundles the functions: each with what it imports and no more. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

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
 * Functions that import something on demand which would weigh on every start: Connect's SDK. It becomes a
 * chunk beside the bundle. Elsewhere what is imported on demand is in the bundle, and run on demand.
 */
const WITH_CHUNKS: readonly string[] = ['start-phone', 'send-challenge-code'];

/**
 * Bundles `functions/<name>.ts` into `<outDir>/<name>/index.mjs`.
 *
 * One build makes all that need no chunks: it reads the SDK once, and still drops from each bundle what its
 * function does not use. Chunks would be shared among the functions of a build, so those have one each.
 * @returns the folder of each function, to be uploaded as it is.
 */
export async function bundleFunctions(
  names: readonly string[],
  outDir: string,
): Promise<ReadonlyMap<string, string>> {
  const whole = names.filter((name) => !WITH_CHUNKS.includes(name));
  const chunked = names.filter((name) => WITH_CHUNKS.includes(name));
  await Promise.all([
    build({ ...OPTIONS, entryPoints: Object.fromEntries(whole.map(entryPoint)), outdir: outDir }),
    ...chunked.map((name) =>
      build({
        ...OPTIONS,
        splitting: true,
        entryPoints: { index: sourceOf(name) },
        outdir: join(outDir, name),
      }),
    ),
  ]);
  return new Map(names.map((name) => [name, join(outDir, name)]));
}

const sourceOf = (name: string): string => join(ROOT, `functions/${name}.ts`);

const entryPoint = (name: string): [string, string] => [`${name}/index`, sourceOf(name)];
