/** Builds the elements as the service serves them: one script, and a file for each part that it loads on demand. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ELEMENT_PARTS } from '../../shared/contract/element-parts.ts';

const SOURCES = fileURLToPath(new URL('../../shared/portal/elements/src/', import.meta.url));

/** Where the function looks for them. */
const FOLDER = 'elements';

/** By the file's name, without `.js`. */
export async function buildElements(): Promise<ReadonlyMap<string, string>> {
  const languages = ELEMENT_PARTS.filter((part) => part !== 'countries');
  const { outputFiles } = await build({
    absWorkingDir: SOURCES,
    entryPoints: {
      elements: 'served.ts',
      countries: 'parts/countries.ts',
      ...Object.fromEntries(languages.map((tag) => [tag, `parts/languages/${tag}.ts`])),
    },
    outdir: SOURCES,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // Cascade layers and `light-dark()` ask for newer browsers than this.
    target: 'es2022',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.slice(SOURCES.length, -'.js'.length), text]));
}

/** What a page may demand of the script (W3C Subresource Integrity). */
export const integrityOf = (text: string): string =>
  `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** Puts the built elements beside the function that serves them. @param bundle the folder of its bundle. */
export async function putElements(bundle: string): Promise<void> {
  const place = join(bundle, FOLDER);
  mkdirSync(place, { recursive: true });
  for (const [name, text] of await buildElements()) writeFileSync(join(place, `${name}.js`), text);
}

/** The script in the folder of a bundle, if it has been put there. */
export function elementsIn(bundle: string): string | undefined {
  const script = join(bundle, FOLDER, 'elements.js');
  return existsSync(script) ? readFileSync(script, 'utf8') : undefined;
}
