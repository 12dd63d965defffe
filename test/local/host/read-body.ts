/** Reads a request's body, up to a limit. */

import type { IncomingMessage } from 'node:http';

/** Undefined where the body is longer than the limit; what is too long is read off and dropped. */
export async function readBody(request: IncomingMessage, limitBytes = Number.POSITIVE_INFINITY) {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    length += bytes.length;
    if (length <= limitBytes) chunks.push(bytes);
  }
  return length <= limitBytes ? Buffer.concat(chunks) : undefined;
}
