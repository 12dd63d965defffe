/** What a simulation shows: for each kind of key the busiest one, against what DynamoDB takes at one. */

import { renderTable } from '../bench/table.ts';
import { BUSIEST_SHARE, type Load } from './load.ts';
import { isShared, type KeyLoad, kindOf, type Simulated } from './simulate.ts';

/** What one partition takes in a second, in units: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
export const PARTITION = { writes: 1000, reads: 3000 };

/** A key as it would be with all customers. */
export interface Hot {
  readonly kind: string;
  readonly keys: number;
  /** Units of the busiest in a day, and in a second. */
  readonly dayWrites: number;
  readonly writes: number;
  readonly reads: number;
}

/**
 * The busiest key of each kind. A key that customers share is asked for more the more there are: what the sample asked
 * is multiplied, taken for the busiest hour's share, and five standard deviations of a Poisson process are added for the
 * busiest second. A key of one customer's own is asked for the same by however many others there are.
 */
export function busiestOfDay({ keys }: Simulated, sample: number): readonly Hot[] {
  const peak = (units: number): number => {
    const mean = (units * sample * BUSIEST_SHARE) / 3600;
    return Math.ceil(mean + 5 * Math.sqrt(mean));
  };
  return busiest(keys, (one, kind) =>
    isShared(one.key)
      ? { kind, dayWrites: one.writes * sample, writes: peak(one.writes), reads: peak(one.reads) }
      : { kind, dayWrites: one.writes, writes: one.busiestWrites, reads: one.busiestReads },
  );
}

/** As it was, for a stretch in which everybody came. */
export const busiestOfMinute = ({ keys }: Simulated): readonly Hot[] =>
  busiest(keys, (one, kind) => ({
    kind,
    dayWrites: one.writes,
    writes: one.busiestWrites,
    reads: one.busiestReads,
  }));

function busiest(
  keys: readonly KeyLoad[],
  loadOf: (key: KeyLoad, kind: string) => Omit<Hot, 'keys'>,
): readonly Hot[] {
  const kinds = Map.groupBy(keys, ({ key }) => kindOf(key));
  return [...kinds].map(([kind, own]) => {
    const loads = own.map((one) => loadOf(one, kind));
    const most = (of: (one: Omit<Hot, 'keys'>) => number) =>
      loads.reduce((top, one) => Math.max(top, of(one)), 0);
    return {
      kind,
      keys: own.length,
      dayWrites: most(({ dayWrites }) => dayWrites),
      writes: most(({ writes }) => writes),
      reads: most(({ reads }) => reads),
    };
  });
}

/** Whether no key comes near what its partition takes: half of it. */
export const noneIsHot = (kinds: readonly Hot[]): boolean =>
  kinds.every(({ writes, reads }) => writes <= PARTITION.writes / 2 && reads <= PARTITION.reads / 2);

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function hotTable(kinds: readonly Hot[], wholeName: string): string {
  return renderTable(
    ['partition key', 'keys seen', wholeName, 'write units/s', 'of 1,000', 'read units/s', 'of 3,000'],
    kinds.map(({ kind, keys, dayWrites, writes, reads }) => [
      kind,
      keys,
      dayWrites,
      writes,
      percent(writes, PARTITION.writes),
      reads,
      percent(reads, PARTITION.reads),
    ]),
  );
}

export function renderDay(load: Load, day: Simulated, sample: number): string {
  const perSecond = (count: number): number => Math.round((count * sample * BUSIEST_SHARE) / 3600);
  const { signatures, texts, calls } = day.calls;
  return [
    `A day of ${load.customers.toLocaleString('en-GB')} customers, one in ${sample} of them (${day.arrivals} arrivals)`,
    'All keys together, a second of the busiest hour, with all customers:',
    renderTable(
      ['arrivals', 'write units', 'read units', 'KMS signatures', 'texts', 'calls'],
      [[day.arrivals, day.writes, day.reads, signatures, texts, calls].map(perSecond)],
    ),
    '',
    'The busiest key of each kind, with all customers, in a day and in its busiest second:',
    hotTable(busiestOfDay(day, sample), 'writes/day'),
  ].join('\n');
}

export function renderMinute(minute: Simulated): string {
  return [
    `A minute of the busiest hour, with everybody in it (${minute.arrivals} arrivals), as it was:`,
    hotTable(busiestOfMinute(minute), 'writes'),
  ].join('\n');
}
