/** Who comes when, in a day of so many customers, and what each of them does. All of it is drawn from a seed. */

import type { Seeded } from '../unit/support/seeded.ts';

export interface Load {
  readonly customers: number;
  /** Sign-ins of one customer in a day. */
  readonly signInsPerCustomer: number;
  /** Shares of sign-ins by what is done; the rest come by single sign-on and are asked for nothing. */
  readonly app: number;
  readonly text: number;
  readonly call: number;
  readonly backupCode: number;
  /** Share of codes that are wrong at first. */
  readonly wrong: number;
  /** Share of messages that are asked for again. */
  readonly again: number;
  /** Share of customers who enrol on the day, half of them with a telephone. */
  readonly enrolling: number;
}

/** Ten million who all sign in once a day, a third of them by telephone. Assumptions, for everybody to replace. */
export const TEN_MILLION: Load = {
  customers: 10_000_000,
  signInsPerCustomer: 1,
  app: 0.55,
  text: 0.3,
  call: 0.03,
  backupCode: 0.01,
  wrong: 0.08,
  again: 0.05,
  enrolling: 0.01,
};

export type Doing = 'app' | 'text' | 'call' | 'backup code' | 'single sign-on' | 'enrol app' | 'enrol phone';

export interface Arrival {
  /** Seconds since midnight. */
  readonly at: number;
  readonly doing: Doing;
}

/** How busy each hour is beside the others; the twenty-first is 2.4 times the mean. An assumption as well. */
const HOURS: readonly number[] = [
  0.3, 0.2, 0.15, 0.1, 0.1, 0.2, 0.5, 0.9, 1.3, 1.4, 1.3, 1.2, 1.3, 1.2, 1.1, 1.1, 1.2, 1.4, 1.8, 2.2, 2.5, 2,
  1.3, 0.7,
];
const WHOLE = HOURS.reduce((sum, hour) => sum + hour, 0);
const BUSIEST = HOURS.indexOf(Math.max(...HOURS));
const HOUR_SECONDS = 3600;

/** Share of a day that comes in its busiest hour. */
export const BUSIEST_SHARE = Math.max(...HOURS) / WHOLE;

const arrivalsOf = ({ customers, signInsPerCustomer, enrolling }: Load) =>
  [
    ['sign-in', customers * signInsPerCustomer],
    ['enrolment', customers * enrolling],
  ] as const;

/** Each `sample`th arrival of a day, in the order of time. */
export function dayOf(load: Load, sample: number, random: Pick<Seeded, 'below'>): readonly Arrival[] {
  return HOURS.flatMap((weight, hour) =>
    drawn(load, weight / WHOLE / sample, { from: hour * HOUR_SECONDS, seconds: HOUR_SECONDS }, random),
  ).toSorted((a, b) => a.at - b.at);
}

/** All arrivals of a minute in the busiest hour. */
export function busiestMinuteOf(load: Load, random: Pick<Seeded, 'below'>): readonly Arrival[] {
  const share = (BUSIEST_SHARE * 60) / HOUR_SECONDS;
  return drawn(load, share, { from: BUSIEST * HOUR_SECONDS, seconds: 60 }, random).toSorted(
    (a, b) => a.at - b.at,
  );
}

function drawn(
  load: Load,
  share: number,
  { from, seconds }: { readonly from: number; readonly seconds: number },
  random: Pick<Seeded, 'below'>,
): readonly Arrival[] {
  const uniform = (): number => random.below(1_000_000) / 1_000_000;
  return arrivalsOf(load).flatMap(([kind, all]) =>
    Array.from({ length: Math.round(all * share) }, (): Arrival => {
      const at = from + uniform() * seconds;
      if (kind === 'enrolment') return { at, doing: uniform() < 0.5 ? 'enrol app' : 'enrol phone' };
      return { at, doing: signInBy(load, uniform()) };
    }),
  );
}

function signInBy({ app, text, call, backupCode }: Load, draw: number): Doing {
  if (draw < app) return 'app';
  if (draw < app + text) return 'text';
  if (draw < app + text + call) return 'call';
  return draw < app + text + call + backupCode ? 'backup code' : 'single sign-on';
}
