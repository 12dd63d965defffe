/** Erases users one after the other, as the operation does it. It may be repeated, so it needs no journal. */

import type { UserId } from '../../domain/brand.ts';
import { type EraseDependencies, erase } from '../../operations/support/erase-user.ts';
import type { Progress } from '../common/progress.ts';

export interface ErasePorts extends EraseDependencies {
  readonly subs: readonly string[];
  readonly progress: Progress;
  readonly stop: AbortSignal;
  readonly dryRun: boolean;
}

/** How many were erased, or in a dry run have a record to erase. Throws at the first that fails. */
export async function runErase({ subs, progress, stop, dryRun, ...deps }: ErasePorts): Promise<number> {
  let done = 0;
  for (const [index, sub] of subs.entries()) {
    if (stop.aborted) break;
    const userId = sub as UserId;
    if (!dryRun) {
      await erase(deps, userId);
      done += 1;
    } else if ((await deps.users.load(userId)).version > 0) {
      done += 1;
    }
    progress.update(index + 1, `${done} ${dryRun ? 'have a record' : 'erased'}`);
  }
  return done;
}
