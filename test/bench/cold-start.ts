/**
 * Cold initialisation: how long a fresh Node process takes to load a bundle.
 *
 * Every round starts one process for each candidate, one after the other, so whatever else the machine is
 * doing falls on all of them alike; the least of each are compared. Two times are taken of `import()`: the wall
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

/** Milliseconds, the least over the rounds. */
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

/** What disturbs a start only ever adds to it, so the least of many is the nearest to what it costs. */
const least = (values: readonly number[]): number => Math.min(...values);

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
      { wallMs: least(taken.map(({ wallMs }) => wallMs)), cpuMs: least(taken.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}
