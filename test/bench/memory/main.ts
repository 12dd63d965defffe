/**
 * `npm run memory`: the processor time of each function's cold and warm answers, and the memory that follows from it.
 * `--write` puts it where the stack reads it, and into `docs/memory.md`.
 */

import { readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { OPERATIONS } from '../../../shared/contract/operations.ts';
import { startLocalSystem } from '../../local/system.ts';
import { measureOperations } from '../measure-operations.ts';
import { functionPrefix } from '../recorder.ts';
import { derive, type Measured } from './derive.ts';
import { renderPage } from './page.ts';

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const file = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const names = readdirSync(file('functions'))
  .filter((one) => one.endsWith('.ts'))
  .map((one) => one.replace(/\.ts$/, ''));

const system = await startLocalSystem({
  apiPort: 0,
  portalPort: 0,
  // Turning off is measured too, so the policy must allow it.
  settings: { allowDisable: true },
});
async function measure(): Promise<readonly Measured[]> {
  await measureOperations(system);
  await system.idle();
  return system.functions.flatMap((fn): readonly Measured[] => {
    // The longest: one operation's name ends as another's does.
    const name = names
      .filter((one) => fn.logicalId.includes(functionPrefix(one)))
      .toSorted((a, b) => b.length - a.length)[0];
    if (name === undefined) return [];
    const { cold, warm } = fn.cpuMs();
    if (cold.length === 0) throw new Error(`${name} was not called`);
    const coldMs = median(cold);
    // One that was called once has no warm answer: then what it does is in the cold one.
    const waits = OPERATIONS.some(({ id }) => id === name);
    return [{ name, coldMs, warmMs: warm.length === 0 ? coldMs : median(warm), waits }];
  });
}
const functions = (await measure().finally(() => system.stop())).map(derive);
const [load = 0] = loadavg();
const page = renderPage(
  { on: new Date().toISOString().slice(0, 10), load, cores: availableParallelism() },
  functions,
);
process.stdout.write(page);
if (options.write) {
  const memoryMb = Object.fromEntries(functions.map((one) => [one.name, one.memoryMb]));
  writeFileSync(file('infra/memory.json'), `${JSON.stringify({ memoryMb }, null, 2)}\n`);
  writeFileSync(file('docs/memory.md'), page);
}
