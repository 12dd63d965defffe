/**
 * Cold initialisation: how long a fresh Node process takes to load a bundle.
 *
 * Every round starts one process for each candidate, one after the other, so whatever else the machine is
 * doing falls on all of them alike; the medians are compared. Two times are taken of `import()`: the wall
 * clock's, which is what a customer waits for, and the main thread's time on the processor, which is the same
 * on an idle machine and stays so on a busy one. The ratio that the budget is about is the latter's.
 */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Candidate {
  readonly name: string;
  readonly moduleUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Milliseconds, medians over the rounds. */
export interface ColdStart {
  readonly wallMs: number;
  /** User and system time of the main thread. */
  readonly cpuMs: number;
}

const PROBE = fileURLToPath(new URL('./probe.js', import.meta.url));

/** Nothing listens on the discard port, so a call made while loading ends at once and on this machine. */
const DEAD_END = 'http://127.0.0.1:9';

async function load({ moduleUrl, env }: Candidate): Promise<ColdStart> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, moduleUrl], {
    env: { ...env, AWS_ENDPOINT_URL: DEAD_END },
  });
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

/** By the candidate's name; a first round, which fills the machine's file cache, is not counted. */
export async function measureColdStarts(
  candidates: readonly Candidate[],
  rounds: number,
): Promise<ReadonlyMap<string, ColdStart>> {
  const samples = new Map(candidates.map(({ name }): [string, ColdStart[]] => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const candidate of candidates) {
      const sample = await load(candidate);
      if (round > 0) samples.get(candidate.name)?.push(sample);
    }
  }
  return new Map(
    [...samples].map(([name, taken]) => [
      name,
      { wallMs: median(taken.map(({ wallMs }) => wallMs)), cpuMs: median(taken.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}
