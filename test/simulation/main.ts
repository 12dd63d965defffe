/**
 * `npm run simulate`: a day of ten million customers through the real use cases, and what each partition key of the
 * table is asked for. Ends with 1 if one of them is hot. Options: `--customers=10000000`, `--sample=1000` (one in so
 * many is simulated in the day; the busiest minute has everybody), `--seed=1`.
 */

import { parseArgs } from 'node:util';
import { prepare } from '../model/service.ts';
import { seeded } from '../unit/support/seeded.ts';
import { busiestMinuteOf, dayOf, TEN_MILLION } from './load.ts';
import { busiestOfDay, busiestOfMinute, noneIsHot, renderDay, renderMinute } from './report.ts';
import { simulate } from './simulate.ts';

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: String(TEN_MILLION.customers) },
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const numberOf = (name: keyof typeof options): number => {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1 on`);
  return value;
};
const load = { ...TEN_MILLION, customers: numberOf('customers') };
const sample = numberOf('sample');
const seed = numberOf('seed');

const write = process.stdout.write.bind(process.stdout);
// What the service logs is of no interest here.
process.stdout.write = () => true;

await prepare();
const day = await simulate(dayOf(load, sample, seeded(seed)), load, { seed, spread: sample });
write(`${renderDay(load, day, sample)}\n\n`);
const minute = await simulate(busiestMinuteOf(load, seeded(seed + 1)), load, { seed: seed + 1, spread: 1 });
write(`${renderMinute(minute)}\n\n`);

const cool = noneIsHot(busiestOfDay(day, sample)) && noneIsHot(busiestOfMinute(minute));
write(cool ? 'No partition key is asked for half of what one takes.\n' : 'A partition key is hot.\n');
process.exitCode = cool ? 0 : 1;
