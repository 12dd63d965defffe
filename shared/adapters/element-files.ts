/** The built elements from the folder beside the function. */

import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { ElementFiles } from '../domain/ports/element-files.ts';

/** @param folder with `elements.js` and a file for each part. */
export const createElementFiles = (folder: URL): ElementFiles => ({
  read: (name) => readFile(new URL(`${name}.js`, folder), 'utf8'),
});

export const gzip = (text: string): Buffer => gzipSync(text, { level: 9 });
