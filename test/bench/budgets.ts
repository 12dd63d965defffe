/** What must hold: each budget with what was measured against it. */

import type { MeasuredFunction } from './measure-functions.ts';
import type { Recorded } from './recorder.ts';

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
/** One to charge the try, one to decide. */
const MAX_ROUND_TRIPS_AFTER_READ = 2;

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
): readonly Budget[] {
  const find = (wanted: string): MeasuredFunction => {
    const found = functions.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`${wanted} was not measured`);
    return found;
  };
  const verify = find('verify-challenge');
  const verified = operations.filter(({ operation }) => operation === verify.name);
  if (verified.length === 0) throw new Error(`No request to ${verify.name} was recorded`);
  // The first round trip is the one that reads the user's item.
  const afterRead = Math.max(...verified.map(({ roundTrips }) => roundTrips - 1));

  return [
    atMost('verify-challenge: bundle, kB', verify.totalBytes / 1000, MAX_VERIFY_BYTES / 1000),
    atMost('verify-challenge: cold start, ratio to the bare client', verify.cpuRatio, MAX_VERIFY_RATIO),
    atMost('verify-challenge: DynamoDB round trips after the read', afterRead, MAX_ROUND_TRIPS_AFTER_READ),
    ...SENDS_CODES.map(find).map(({ name, packages, coldPackages }) => {
      // A bundle without Connect would place no calls, and prove nothing here.
      if (!packages.has(CONNECT)) throw new Error(`${name} has no ${CONNECT} to load`);
      return atMost(`${name}: Connect clients loaded by a cold start`, Number(coldPackages.has(CONNECT)), 0);
    }),
  ];
}
