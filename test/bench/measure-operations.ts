/** Measures what every operation asks of AWS, by two customers' lives: the first meets cold functions. */

import type { LocalSystem } from '../local/system.ts';
import { liveThrough } from './journey.ts';
import { createRecorder, type Recorded } from './recorder.ts';

export interface MeasuredOperation extends Recorded {
  /** Cold: the first request to its function, which starts an execution environment. */
  readonly start: 'cold' | 'warm';
}

/**
 * Held back this long, calls that are made together overlap for certain, so that only those which wait for
 * one another count as sequential; and a request takes about as long as within one Region of AWS.
 */
export const HELD_MS = 15;
const HELD = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:Query',
  'kms:GenerateMac',
  'kms:Sign',
  'kms:GetPublicKey',
  'sns:Publish',
  'connect:StartOutboundVoiceContact',
];

const FIRST = { sub: 'first-customer', phoneNumber: '+12025550100' };
const SECOND = { sub: 'second-customer', phoneNumber: '+12025550101' };

/** Each kind of request once warm, and once more where the cold one asks for something else. */
export async function measureOperations(system: LocalSystem): Promise<readonly MeasuredOperation[]> {
  system.controls.setFaults(Object.fromEntries(HELD.map((action) => [action, { delayMs: HELD_MS }])));
  const cold = createRecorder(system);
  await liveThrough(FIRST, system, cold);
  const warm = createRecorder(system);
  await liveThrough(SECOND, system, warm);

  const started = new Set<string>();
  const firstOfFunction = cold.recorded().filter(({ operation }) => {
    const first = !started.has(operation);
    started.add(operation);
    return first;
  });
  return distinct(warm.recorded()).flatMap((request): readonly MeasuredOperation[] => {
    const first = firstOfFunction.find((one) => isSameKind(one, request));
    const differs = first !== undefined && useOf(first) !== useOf(request);
    return [
      ...(differs ? [{ ...first, start: 'cold' as const }] : []),
      { ...request, start: 'warm' as const },
    ];
  });
}

const isSameKind = (a: Recorded, b: Recorded): boolean =>
  a.operation === b.operation && a.situation === b.situation;

const useOf = ({ dynamoDb, roundTrips, others }: Recorded): string =>
  JSON.stringify([dynamoDb, roundTrips, others]);

/** The last of each kind, together with all of its operation's, in the order of their first appearance. */
function distinct(requests: readonly Recorded[]): readonly Recorded[] {
  const kinds = new Map(requests.map((request) => [`${request.operation} ${request.situation}`, request]));
  return [...Map.groupBy(kinds.values(), ({ operation }) => operation).values()].flat();
}
