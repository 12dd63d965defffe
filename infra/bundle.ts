/** Bundles each function on its own: what it imports and no more, lazily imported parts as chunks. */

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
  splitting: true,
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
 * Bundles `functions/<name>.ts` into `<outDir>/<name>/index.mjs`.
 * @returns the folder of each function, to be uploaded as it is.
 */
export async function bundleFunctions(
  names: readonly string[],
  outDir: string,
): Promise<ReadonlyMap<string, string>> {
  const folders = names.map((name): [string, string] => [name, join(outDir, name)]);
  await Promise.all(
    folders.map(([name, outdir]) =>
      build({ ...OPTIONS, entryPoints: { index: join(ROOT, `functions/${name}.ts`) }, outdir }),
    ),
  );
  return new Map(folders);
}
