/** An error's place is told in terms of the sources, and without a source map as it is. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { inSources } from '../../shared/observability/source-position.ts';

const SOURCE =
  'const unused = 1;\n\nexport function fail() {\n  throw new Error("the third line opens");\n}\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-position-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A minified module, all on one line, and the column of its `throw`. */
function writeBundle(name: string, map: (real: string) => string): { url: string; column: number } {
  const built = transformSync(SOURCE, {
    minify: true,
    format: 'esm',
    sourcemap: true,
    sourcefile: 'fail.ts',
  });
  writeFileSync(join(folder, name), built.code);
  writeFileSync(join(folder, `${name}.map`), map(built.map));
  return { url: pathToFileURL(join(folder, name)).href, column: built.code.indexOf('throw') + 1 };
}

test('a place in a bundle becomes the place in the source', () => {
  const { url, column } = writeBundle('index.mjs', (real) => real);

  const frame = inSources(`at o (${url}:1:${column})`);

  expect(frame).toMatch(/^at o \(.*fail\.ts:4:\d+\)$/);
});

test('a broken source map leaves the place as it is', () => {
  const { url } = writeBundle('broken.mjs', () => 'no JSON');

  expect(inSources(`at o (${url}:1:9)`)).toBe(`at o (${url}:1:9)`);
});

test('a module without a source map, and frames of Node itself, stay as they are', () => {
  const missing = `at ${pathToFileURL(join(folder, 'none.mjs')).href}:3:4`;

  expect(inSources(missing)).toBe(missing);
  expect(inSources('at node:internal/main:1:2')).toBe('at node:internal/main:1:2');
});
