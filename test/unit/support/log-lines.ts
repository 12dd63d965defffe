/** Reads what is logged, as CloudWatch would get it. */

import { jest } from '@jest/globals';

/** What was written so far, line by line; call `restore` when done. */
export interface LogLines {
  readonly lines: readonly string[];
  readonly entries: () => readonly Record<string, unknown>[];
  readonly restore: () => void;
}

/** The log goes to standard output, and what an accident would print to either of the two. */
export function readLog(): LogLines {
  const lines: string[] = [];
  const take = (chunk: unknown) => {
    lines.push(...String(chunk).split('\n').filter(Boolean));
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(take),
    jest.spyOn(process.stderr, 'write').mockImplementation(take),
  ];
  return {
    lines,
    entries: () => lines.map((line): Record<string, unknown> => JSON.parse(line)),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}

/** Keeps what is logged out of the report, in every test of the file. */
export function withQuietLog(): void {
  let log: LogLines;
  beforeEach(() => {
    log = readLog();
  });
  afterEach(() => log.restore());
}
