/** What one request to the API asked of AWS. */

import type { RecordedCall } from '../local/emulator/aws/call-log.ts';

export interface AwsUse {
  /** DynamoDB requests by action, e.g. `GetItem`. */
  readonly dynamoDb: Readonly<Record<string, number>>;
  /** DynamoDB requests that had to wait for one another. */
  readonly roundTrips: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Calls to other services, e.g. `kms:Sign`. */
  readonly others: Readonly<Record<string, number>>;
}

/** Calls that no two of which overlap in time can't be but one after the other: the most there are of such. */
function longestSequence(calls: readonly RecordedCall[]): number {
  let length = 0;
  let freeFrom = Number.NEGATIVE_INFINITY;
  for (const call of calls.toSorted((a, b) => endOf(a) - endOf(b))) {
    if (call.startedMs < freeFrom) continue;
    length += 1;
    freeFrom = endOf(call);
  }
  return length;
}

const endOf = ({ endedMs }: RecordedCall): number => endedMs ?? Number.POSITIVE_INFINITY;

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const READS = /:(GetItem|BatchGetItem|TransactGetItems|Query|Scan)$/;

const unitsOf = (calls: readonly RecordedCall[]): number =>
  calls.reduce((sum, { capacityUnits }) => sum + (capacityUnits ?? 0), 0);

export function awsUse(calls: readonly RecordedCall[]): AwsUse {
  const database = calls.filter(({ action }) => action.startsWith('dynamodb:'));
  const others = calls.filter(({ action }) => !action.startsWith('dynamodb:'));
  return {
    dynamoDb: countBy(database.map(({ action }) => action.replace('dynamodb:', ''))),
    roundTrips: longestSequence(database),
    readUnits: unitsOf(database.filter(({ action }) => READS.test(action))),
    writeUnits: unitsOf(database.filter(({ action }) => !READS.test(action))),
    others: countBy(others.map(({ action }) => action)),
  };
}
