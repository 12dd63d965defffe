/** A list that only grows, kept as JSON lines where the data is kept, else in memory. */

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Journal<T> {
  add(item: T): void;
  /** Oldest first. */
  all(): readonly T[];
}

/** What a process that was killed has not written to the end is no entry. */
function parseLines<T>(text: string): T[] {
  return text.split('\n').flatMap((line) => {
    try {
      const item: T = JSON.parse(line);
      return [item];
    } catch {
      return [];
    }
  });
}

/** With a directory, the entries of earlier processes are in it too, in the file `<name>.jsonl`. */
export function createJournal<T>(name: string, directory?: string): Journal<T> {
  if (directory === undefined) {
    const items: T[] = [];
    return { add: (item) => void items.push(item), all: () => items };
  }
  const file = join(directory, `${name}.jsonl`);
  // Codes are in it: for its owner's eyes only.
  const append = (text: string): void => appendFileSync(file, text, { mode: 0o600 });
  const earlier = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // Keeps the next entry off a line that was cut.
  if (earlier !== '' && !earlier.endsWith('\n')) append('\n');
  const items = parseLines<T>(earlier);
  return {
    add: (item) => {
      items.push(item);
      append(`${JSON.stringify(item)}\n`);
    },
    all: () => items,
  };
}
