/** The simulation: its figures are the use cases' own, come again with the seed, and would show a hot key. */

import { prepare } from '../model/service.ts';
import { busiestMinuteOf, dayOf, type Load, TEN_MILLION } from '../simulation/load.ts';
import { busiestOfDay, busiestOfMinute, noneIsHot } from '../simulation/report.ts';
import { type Simulated, simulate } from '../simulation/simulate.ts';
import { type LogLines, readLog } from './support/log-lines.ts';
import { seeded } from './support/seeded.ts';

let log: LogLines;
beforeAll(async () => {
  await prepare();
});
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());

const load: Load = { ...TEN_MILLION, customers: 100_000 };
const SAMPLE = 1000;
const dayWith = (changed: Partial<Load>, seed = 1) =>
  simulate(
    dayOf({ ...load, ...changed }, SAMPLE, seeded(seed)),
    { ...load, ...changed },
    { seed, spread: SAMPLE },
  );

/** Everybody signs in so, and nothing goes wrong. */
const all = (by: 'app' | 'text'): Partial<Load> => ({
  ...{ app: 0, text: 0, call: 0, backupCode: 0, wrong: 0, again: 0, enrolling: 0 },
  [by]: 1,
});
const writesOf = ({ keys }: Simulated, kind: string) =>
  keys.filter(({ key }) => key.startsWith(kind)).reduce((sum, { writes }) => sum + writes, 0);

test('a sign-in by app reads its record twice and writes it once, is signed once, and touches no shared key', async () => {
  const day = await dayWith(all('app'));
  const { arrivals } = day;
  expect(arrivals).toBeGreaterThan(90);
  expect(day).toMatchObject({ reads: 2 * arrivals, writes: arrivals });
  expect(day.calls).toEqual({ signatures: arrivals, texts: 0, calls: 0 });
  expect(day.keys.every(({ key }) => key.startsWith('USER#'))).toBe(true);
});

test('a sign-in by text counts once for its number, and once for the service but at the start of its hour', async () => {
  const day = await dayWith(all('text'));
  const { arrivals } = day;
  expect(day.calls.texts).toBe(arrivals);
  expect(writesOf(day, 'PHONE#')).toBe(arrivals);
  const opened = writesOf(day, 'SERVICE') - arrivals;
  expect(opened).toBeGreaterThan(10);
  expect(opened).toBeLessThanOrEqual(24);
  expect(writesOf(day, 'COUNTRY#')).toBe(0);
});

test('the same seed makes the same day, another seed another one', async () => {
  const [first, again, other] = [await dayWith({}), await dayWith({}), await dayWith({}, 2)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('what customers share is scaled to all of them, what is their own is not', async () => {
  const one = await dayWith(all('text'));
  const of = (sample: number, kind: string) => busiestOfDay(one, sample).find((hot) => hot.kind === kind);
  expect(of(10, 'SERVICE')?.dayWrites).toBe(10 * (of(1, 'SERVICE')?.dayWrites ?? 0));
  expect(of(10, 'USER')).toEqual(of(1, 'USER'));
});

test('a key is hot if it is asked for more than half of what one takes', async () => {
  const day = await dayWith(all('text'));
  expect(noneIsHot(busiestOfDay(day, SAMPLE))).toBe(true);
  // As many as if a hundred million were counted in the one part that a hundred thousand need.
  expect(noneIsHot(busiestOfDay(day, SAMPLE * 1000))).toBe(false);
});

test('the busiest minute has everybody in it, as often as the busiest hour says', async () => {
  const arrivals = busiestMinuteOf(load, seeded(1));
  expect(arrivals.length).toBeGreaterThan(100_000 / 1440);
  const minute = await simulate(arrivals, load, { seed: 1, spread: 1 });
  expect(noneIsHot(busiestOfMinute(minute))).toBe(true);
});
