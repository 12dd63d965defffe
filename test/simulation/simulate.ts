/** Runs arrivals through the service, and counts what each partition key is asked for in each second. */

import { DEFAULT_POLICY, type Policy } from '../../shared/domain/policy.ts';
import { seeded } from '../unit/support/seeded.ts';
import type { Noted } from './counted-table.ts';
import { type Customer, enrol, factorFor, signIn } from './customer.ts';
import type { Arrival, Load } from './load.ts';
import { type Calls, type Clock, createService } from './service.ts';

/** Midnight before the day, and a day on which those who sign in have enrolled. */
const MIDNIGHT = Date.UTC(2026, 10, 24);
const BEFORE = MIDNIGHT - 30 * 24 * 60 * 60 * 1000;

/** A service for so many customers: the limits on messages are raised, or they would bind before anything else. */
export const policyFor = ({ customers }: Load): Policy => ({
  ...DEFAULT_POLICY,
  // Three times what the busiest hour sends.
  messages: Math.ceil(customers / 10),
  enrolmentMessagesPerCountry: customers,
  enrolmentMessagesPerBlock: customers,
  unconfirmedPerCountry: customers,
  unconfirmedPerBlock: customers,
});

/** What was asked of one partition key. */
export interface KeyLoad {
  readonly key: string;
  readonly reads: number;
  readonly writes: number;
  /** Units, in the second in which there were most. */
  readonly busiestReads: number;
  readonly busiestWrites: number;
}

export interface Simulated {
  readonly arrivals: number;
  readonly keys: readonly KeyLoad[];
  /** Units of all keys. */
  readonly reads: number;
  readonly writes: number;
  readonly calls: Calls;
}

/** Those of a user or number are that one's alone, those of service, country and block are shared. */
export const kindOf = (key: string): string => key.replace(/#.*$/, '');
export const isShared = (key: string): boolean => !['USER', 'PHONE'].includes(kindOf(key));

/** Everybody has enrolled beforehand, which is not counted, and signs in or enrols when it is their time. */
export async function simulate(
  arrivals: readonly Arrival[],
  load: Load,
  {
    seed,
    spread,
  }: { readonly seed: number /** Customers from one to the next in the sample. */; readonly spread: number },
): Promise<Simulated> {
  const clock: Clock = { now: BEFORE };
  const random = seeded(seed);
  const tally = new Tally();
  let counts = false;
  const service = createService(policyFor(load), clock, seed, (request) => {
    if (counts) tally.add(request);
  });
  const world = { service, clock, load, random };

  const customers: (Customer | undefined)[] = [];
  for (const [index, { doing }] of arrivals.entries()) {
    const factor = factorFor(doing) ?? (doing === 'single sign-on' ? 'app' : undefined);
    clock.now = BEFORE;
    customers.push(factor && (await enrol(world, index * spread, factor)));
  }
  const before = { ...service.calls };
  counts = true;
  for (const [index, { at, doing }] of arrivals.entries()) {
    clock.now = MIDNIGHT + at * 1000;
    const customer = customers[index];
    if (doing === 'enrol app' || doing === 'enrol phone') {
      await enrol(world, index * spread, doing === 'enrol app' ? 'app' : 'phone');
    } else if (customer !== undefined) await signIn(world, customer, doing);
  }
  const { signatures, texts, calls } = service.calls;
  return {
    arrivals: arrivals.length,
    ...tally.result(),
    calls: {
      signatures: signatures - before.signatures,
      texts: texts - before.texts,
      calls: calls - before.calls,
    },
  };
}

class Tally {
  readonly #keys = new Map<string, { reads: number[]; writes: number[] }>();

  add({ key, kind, units, at }: Noted): void {
    const found = this.#keys.get(key) ?? { reads: [], writes: [] };
    this.#keys.set(key, found);
    const second = Math.floor((at - MIDNIGHT) / 1000);
    for (let unit = 0; unit < units; unit += 1) found[kind === 'read' ? 'reads' : 'writes'].push(second);
  }

  result(): Pick<Simulated, 'keys' | 'reads' | 'writes'> {
    const keys = [...this.#keys].map(
      ([key, { reads, writes }]): KeyLoad => ({
        key,
        reads: reads.length,
        writes: writes.length,
        busiestReads: most(reads),
        busiestWrites: most(writes),
      }),
    );
    const sum = (of: (one: KeyLoad) => number) => keys.reduce((total, one) => total + of(one), 0);
    return { keys, reads: sum(({ reads }) => reads), writes: sum(({ writes }) => writes) };
  }
}

/** How often the most frequent of them comes. */
function most(seconds: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const second of seconds) counts.set(second, (counts.get(second) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
