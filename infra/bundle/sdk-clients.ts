/** Leaves out of DynamoDB's and KMS's clients, which nearly every function starts with, what none asks of them. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const ERROR_CLASS = /\b[A-Z]\w*Exception\b/g;

/** The error classes that our own code names. */
function errorsTold(): ReadonlySet<string> {
  const sources = globSync('{functions,shared}/**/*.ts', { cwd: ROOT });
  return new Set(sources.flatMap((file) => readFileSync(join(ROOT, file), 'utf8').match(ERROR_CLASS) ?? []));
}

/**
 * How a client describes an error and has its registry know the class:
 * `export var SomeException$ = […]; registry.registerError(SomeException$, SomeException);`
 */
const ERROR = /^export var (\w+)\$ = \[-3,[^;]*\];\n\w+\.registerError\(\1\$, \1\);$/gm;

/** What errors without a class of their own come as, under their own name and with their status. */
const isBase = (name: string): boolean => name.endsWith('ServiceException');

export const slimClients: Plugin = {
  name: 'slim-clients',
  setup({ onLoad }) {
    const told = errorsTold();
    onLoad({ filter: /@aws-sdk\/client-(dynamodb|kms)\/dist-es\/schemas\/schemas_0\.js$/ }, ({ path }) => ({
      // As many lines as before, for the source map.
      contents: readFileSync(path, 'utf8').replaceAll(ERROR, (whole, name: string) =>
        isBase(name) || told.has(name) ? whole : whole.replaceAll(/[^\n]/g, ''),
      ),
    }));
    // A client reads its own version from it.
    onLoad({ filter: /@aws-sdk\/client-\w+\/package\.json$/ }, ({ path }) => {
      const { version }: { readonly version: string } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
