/** Builds every package for portals into its `dist`, and prints what each of its entries weighs. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPackage, exportsOf, folderOf, PACKAGES } from './packages.ts';

for (const name of PACKAGES) {
  await buildPackage(name);
  for (const [file, entry] of Object.entries(exportsOf(name))) {
    const code = readFileSync(join(folderOf(name), 'dist', `${file}.js`));
    const bytes = gzipSync(code, { level: 9 }).byteLength;
    process.stdout.write(`${join('@portal-2fa', name, entry)}  ${bytes} bytes gzipped\n`);
  }
}
