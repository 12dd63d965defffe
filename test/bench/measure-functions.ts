/** Measures every function of the stack: what its bundle weighs, and how long a cold start takes. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalSystem } from '../local/system.ts';
import { type Baseline, buildBaseline } from './baseline.ts';
import { type BundleSize, sizeOf } from './bundle-size.ts';
import { type ColdStart, measureColdStarts } from './cold-start.ts';

export interface MeasuredFunction extends BundleSize, ColdStart {
  /** Name of its file in `functions/`. */
  readonly name: string;
  /** Processor time of a cold start, in that of the bare client's. */
  readonly cpuRatio: number;
  /** The same by the wall clock. */
  readonly wallRatio: number;
}

export interface MeasuredFunctions {
  readonly functions: readonly MeasuredFunction[];
  readonly bareClient: ColdStart & { readonly bytes: number };
  readonly emptyModule: ColdStart;
}

export interface DeployedFunction {
  readonly name: string;
  readonly deployed: LocalSystem['functions'][number];
}

const BARE_CLIENT = 'bare client';
const EMPTY_MODULE = 'empty module';

/** @param rounds how many cold starts of each are measured. */
export async function measureFunctions(
  functions: readonly DeployedFunction[],
  rounds: number,
): Promise<MeasuredFunctions> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-2fa-bench-'));
  try {
    return await measureAgainst(await buildBaseline(folder), functions, rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAgainst(
  { dynamoDb, emptyUrl }: Baseline,
  functions: readonly DeployedFunction[],
  rounds: number,
): Promise<MeasuredFunctions> {
  const AWS_REGION = functions[0]?.deployed.env.AWS_REGION ?? '';
  const measured = await measureColdStarts(
    [
      { name: EMPTY_MODULE, moduleUrl: emptyUrl, env: {} },
      { name: BARE_CLIENT, moduleUrl: dynamoDb.moduleUrl, env: { AWS_REGION } },
      ...functions.map(({ name, deployed: { moduleUrl, env } }) => ({ name, moduleUrl, env })),
    ],
    rounds,
  );
  const coldStartOf = (name: string): ColdStart => {
    const found = measured.get(name);
    if (found === undefined) throw new Error(`${name} was not measured`);
    return found;
  };
  const bare = coldStartOf(BARE_CLIENT);
  return {
    emptyModule: coldStartOf(EMPTY_MODULE),
    bareClient: { ...bare, bytes: dynamoDb.bytes },
    functions: functions.map(({ name, deployed }) => {
      const { wallMs, cpuMs } = coldStartOf(name);
      const ratios = { cpuRatio: cpuMs / bare.cpuMs, wallRatio: wallMs / bare.wallMs };
      return { name, ...sizeOf(deployed.moduleUrl), wallMs, cpuMs, ...ratios };
    }),
  };
}
