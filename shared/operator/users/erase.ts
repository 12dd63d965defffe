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

export interface EraseTally {
  /** Erased; in a dry run, have a record to erase. */
  readonly done: number;
  /** Had no record, or have none. Most are named wrongly, so whoever is meant may still be there. */
  readonly unknown: number;
}

/** Throws at the first that fails. */
export async function runErase({ subs, progress, stop, dryRun, ...deps }: ErasePorts): Promise<EraseTally> {
  let done = 0;
  let unknown = 0;
  for (const [index, sub] of subs.entries()) {
    if (stop.aborted) break;
    const userId = sub as UserId;
    const known = dryRun ? (await deps.users.load(userId)).version > 0 : await erase(deps, userId);
    if (known || !dryRun) done += 1;
    if (!known) unknown += 1;
    progress.update(index + 1, `${done} ${dryRun ? 'have a record' : 'erased'}`);
  }
  return { done, unknown };
}

/** The subs in the operator's file, one a line. Some programs put a byte order mark first, which names nobody. */
export const subsIn = (text: string): readonly string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
