/** Runs the model: so many lives, drawn from a seed; the first that goes wrong is shrunk to its core. */

import fc from 'fast-check';
import type { Round } from './action.ts';
import { endLife } from './ending.ts';
import { beginLife, Wrong } from './life.ts';
import { lives } from './lives.ts';
import { prepare } from './service.ts';
import type { RunTable } from './table.ts';
import { count, newTally, type Tally } from './tally.ts';

export interface ModelRun {
  readonly seed: number;
  readonly tally: Tally;
  /** The smallest life that goes wrong, and how; `undefined` where none does. */
  readonly counterexample: string | undefined;
  /** Lives until the first that went wrong. */
  readonly foundAfter: number;
}

/** @param tableFor makes an empty table for each life. */
export async function runModel(options: {
  readonly runs: number;
  readonly seed: number;
  /** Of a counterexample, to go straight to it. */
  readonly path?: string | undefined;
  readonly tableFor: () => RunTable | Promise<RunTable>;
}): Promise<ModelRun> {
  await prepare();
  const { runs, seed, path, tableFor } = options;
  const tally = newTally();
  const details = await fc.check(
    fc.asyncProperty(lives, async (rounds) => {
      tally.lives += 1;
      await liveOn(await tableFor(), rounds, tally);
    }),
    { numRuns: runs, seed, ...(path !== undefined && { path }) },
  );
  const { failed, counterexample, errorInstance, counterexamplePath, numRuns, numShrinks } = details;
  return {
    seed,
    tally,
    foundAfter: numRuns,
    counterexample: failed
      ? [
          whatWentWrong(errorInstance),
          `seed ${seed}, path ${counterexamplePath}, after ${numRuns} lives and ${numShrinks} shrinks:`,
          ...(counterexample?.[0] ?? []).map((round) => JSON.stringify(round)),
        ].join('\n')
      : undefined,
  };
}

/** The life's story, one line an exchange. Throws `Wrong`. */
export async function liveOn(
  table: RunTable,
  rounds: readonly Round[],
  tally: Tally,
): Promise<readonly string[]> {
  const life = beginLife(table, (exchange, lostWrites) => count(tally, exchange, lostWrites));
  await life.live(rounds);
  await endLife(life);
  return life.story;
}

/** A complaint has its story; anything else that is thrown has the place that threw it. */
function whatWentWrong(thrown: unknown): string {
  if (thrown instanceof Wrong || !(thrown instanceof Error)) return String(thrown);
  return thrown.stack ?? thrown.message;
}
