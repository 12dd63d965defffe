/** Records over a run what functions' roles are used for, for `npm run permissions`: `PERMISSION_USES=<folder>`. */

import { randomUUID } from 'node:crypto';
import { appendFileSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Met } from './emulator/iam/permissions.ts';

/** Where what is met is written, a line each; undefined where nobody asks for it. */
export function recordUses(folder = process.env.PERMISSION_USES): ((met: Met) => void) | undefined {
  if (folder === undefined || folder === '') return undefined;
  mkdirSync(folder, { recursive: true });
  // Each system of a run has a file of its own.
  const file = join(folder, `${randomUUID()}.jsonl`);
  return (met) => appendFileSync(file, `${JSON.stringify(met)}\n`);
}

/** What all systems of a run have met. */
export const recordedUses = (folder: string): readonly Met[] =>
  globSync('*.jsonl', { cwd: folder }).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Met => JSON.parse(line)),
  );
