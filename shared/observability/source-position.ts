/**
 * Tells a position in a bundle in terms of the sources it was built from.
 *
 * The bundle's source map is read when a first error asks for it. With Node's own `--enable-source-maps`
 * every cold start would read it, for lines that are hardly ever written.
 */

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The place in a frame of a stack: `file:///…/index.mjs:1:2`. */
const PLACE = /(file:[^\s()]+):(\d+):(\d+)/;

const maps = new Map<string, SourceMap | undefined>();

/** The frame with its place in the sources; as it is where there is no source map for it. */
export function inSources(frame: string): string {
  return frame.replace(PLACE, (place, url: string, line: string, column: string) => {
    const origin = mapOf(url)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return place;
    return `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function mapOf(url: string): SourceMap | undefined {
  if (!maps.has(url)) maps.set(url, readMap(url));
  return maps.get(url);
}

function readMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')));
  } catch {
    // No source map, or a broken one: the error that is being told of matters more.
    return undefined;
  }
}
