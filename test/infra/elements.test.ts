/** The elements as they are served: what they weigh, and what a strict page would refuse. */

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildElements, integrityOf } from '../../infra/bundle/elements.ts';
import { ELEMENT_PARTS } from '../../shared/contract/element-parts.ts';

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly { readonly tagName: string }[] }[];
}

const gzipped = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).byteLength;

let served: ReadonlyMap<string, string>;
beforeAll(async () => {
  served = await buildElements();
});

test('there is the script, and each part that it loads on demand', () => {
  expect([...served.keys()].sort()).toEqual(['elements', ...ELEMENT_PARTS].sort());
});

test('all elements weigh at most 14 kB, and the words of a language 5', () => {
  expect(gzipped(served.get('elements') ?? '')).toBeLessThanOrEqual(14_000);
  for (const part of ELEMENT_PARTS) expect(gzipped(served.get(part) ?? '')).toBeLessThanOrEqual(5_000);
});

test('the challenge alone weighs at most 9 kB', async () => {
  const { outputFiles } = await build({
    entryPoints: ['shared/portal/elements/src/challenge.ts'],
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
  });
  const script = outputFiles.find(({ path }) => path.endsWith('challenge.js'));
  expect(gzipped(script?.contents ?? '')).toBeLessThanOrEqual(9_000);
});

test('nothing in it needs what Trusted Types and a strict policy refuse', () => {
  for (const text of served.values()) {
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b/,
    );
  }
});

test('the same sources give the same script, whose integrity a page may demand', async () => {
  const again = await buildElements();
  expect(again.get('elements')).toBe(served.get('elements'));
  expect(integrityOf(served.get('elements') ?? '')).toMatch(/^sha384-[A-Za-z0-9+/]{64}$/);
});

test('the manifest has the elements that the script defines', () => {
  const path = new URL('../../shared/portal/elements/custom-elements.json', import.meta.url);
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
  const defined = new Set(served.get('elements')?.match(/(?<=")portal-2fa-\w+(?=":)/g));
  const described = manifest.modules.flatMap(({ declarations }) =>
    declarations.map(({ tagName }) => tagName),
  );
  expect(described.sort()).toEqual([...defined].sort());
});
