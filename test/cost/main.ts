/**
 * `npm run cost`: dollars per million sign-ins and enrolments, of a month in which nobody comes, and beside other
 * services, from the bench's figures and a table of list prices. Options: `--template=cdk.out/Portal2fa.template.json`
 * (idle cost of that stack), `--sign-ins=8` (of an active user in a month), `--replicas=1` (Regions that keys are
 * replicated to), `--write` (the tables of docs/cost.md).
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countTypes, readFigures } from '../bench/figures.ts';
import { ON_PAGE, writePage } from './page.ts';
import { readPrices } from './prices.ts';
import { renderCost } from './render.ts';

const { values: options } = parseArgs({
  options: {
    template: { type: 'string' },
    'sign-ins': { type: 'string', default: String(ON_PAGE.signIns) },
    replicas: { type: 'string', default: String(ON_PAGE.replicas) },
    write: { type: 'boolean', default: false },
  },
});

const signIns = Number(options['sign-ins']);
const replicas = Number(options.replicas);
if (!(signIns > 0)) throw new Error('--sign-ins must be a number above 0');
if (!Number.isInteger(replicas) || replicas < 0)
  throw new Error('--replicas must be a whole number from 0 on');

if (options.write) process.stdout.write(`${writePage()}\n`);
else {
  const figures = readFigures();
  const { template } = options;
  const resources =
    template === undefined ? figures.resources : countTypes(JSON.parse(readFileSync(template, 'utf8')));
  process.stdout.write(`${renderCost(figures, readPrices(), { signIns, replicas, resources })}\n`);
}
