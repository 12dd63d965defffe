/** What must hold: each budget with what was measured against it. */

import type { MeasuredFunction } from './measure-functions.ts';
import type { Recorded } from './recorder.ts';
import type { WarmVerify } from './warm-verify.ts';

export interface Budget {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly met: boolean;
}

/** In bytes, of all code in the asset. */
const MAX_VERIFY_BYTES = 260_000;
/** Cold start in processor time, in that of the bare DynamoDB client. */
const MAX_VERIFY_RATIO = 0.6;
/** One to read the record, one to write what was decided. */
const MAX_ROUND_TRIPS = 2;
const MAX_READ_UNITS = 1;
const MAX_WRITE_UNITS = 1;
/** Processor time of a warm request beyond that of its SDK calls. */
const MAX_OWN_MS = 1;

const SENDS_CODES = ['start-phone', 'send-challenge-code'];
const CONNECT = '@aws-sdk/client-connect';

const atMost = (what: string, measured: number, limit: number): Budget => ({
  what,
  measured,
  limit,
  met: measured <= limit,
});

/** @throws if a function or operation that has a budget was not measured. */
export function checkBudgets(
  functions: readonly MeasuredFunction[],
  operations: readonly Recorded[],
  warm: WarmVerify,
): readonly Budget[] {
  const find = (wanted: string): MeasuredFunction => {
    const found = functions.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`${wanted} was not measured`);
    return found;
  };
  const verify = find('verify-challenge');
  const verified = operations.filter(({ operation }) => operation === verify.name);
  if (verified.length === 0) throw new Error(`No request to ${verify.name} was recorded`);
  const most = (of: (request: Recorded) => number): number => Math.max(...verified.map(of));

  return [
    atMost('verify-challenge: bundle, kB', verify.totalBytes / 1000, MAX_VERIFY_BYTES / 1000),
    atMost('verify-challenge: cold start, ratio to the bare client', verify.cpuRatio, MAX_VERIFY_RATIO),
    atMost(
      'verify-challenge: DynamoDB requests in turn',
      most(({ roundTrips }) => roundTrips),
      MAX_ROUND_TRIPS,
    ),
    atMost(
      'verify-challenge: read units',
      most(({ readUnits }) => readUnits),
      MAX_READ_UNITS,
    ),
    atMost(
      'verify-challenge: write units',
      most(({ writeUnits }) => writeUnits),
      MAX_WRITE_UNITS,
    ),
    atMost('verify-challenge: right code, warm, ms beyond the SDK', warm.right - warm.rightSdk, MAX_OWN_MS),
    atMost('verify-challenge: wrong code, warm, ms beyond the SDK', warm.wrong - warm.wrongSdk, MAX_OWN_MS),
    atMost('verify-challenge: right code, warm, ratio to better-auth', warm.right / warm.betterAuth, 1),
    ...SENDS_CODES.map(find).map(({ name, packages, coldPackages }) => {
      // A bundle without Connect would place no calls, and prove nothing here.
      if (!packages.has(CONNECT)) throw new Error(`${name} has no ${CONNECT} to load`);
      return atMost(`${name}: Connect clients loaded by a cold start`, Number(coldPackages.has(CONNECT)), 0);
    }),
  ];
}
