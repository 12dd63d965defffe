/** How long a file is, for the progress through it. */

import { createReadStream } from 'node:fs';

const LINE_FEED = 0x0a;

/** How many ends of lines the file has. */
export async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    for (const byte of chunk) if (byte === LINE_FEED) lines += 1;
  }
  return lines;
}
