/**
 * `npm run bench`: what the functions weigh, how fast they start, what the operations cost, and whether that
 * is within budget. Options: `--json`, `--rounds=15` (cold starts measured of each function), `--figures` (only what
 * operations ask for and the stack consists of, written to `figures.json`, from which `npm run cost` computes).
 *
 * The functions are the deployed ones: their assets and environment variables come from the local system.
 */

import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';
import { checkBudgets } from './budgets.ts';
import { type DeployedFunction, measureFunctions } from './measure-functions.ts';
import { measureOperations } from './measure-operations.ts';
import { functionPrefix } from './recorder.ts';
import { renderJson, renderReport } from './report.ts';
import { measureWarmVerify } from './warm-verify.ts';
import { writeFigures } from './write-figures.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    figures: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
  },
});
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1 on');

/** Batches of warm requests measured of each kind. */
const WARM_ROUNDS = 100;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** The service's own functions, by the name of their file; what CDK adds for deployment is left out. */
function deployedFunctions(system: LocalSystem): readonly DeployedFunction[] {
  const names = readdirSync(new URL('../../functions', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
  return system.functions.flatMap((deployed) => {
    const name = names.find((one) => deployed.logicalId.includes(functionPrefix(one)));
    return name === undefined ? [] : [{ name, deployed }];
  });
}

tell('Starting the local system');
// Turning off is measured too, so the policy must allow it.
const system = await startLocalSystem({
  apiPort: 0,
  portalPort: 0,
  settings: { allowDisable: true },
  onNotice: tell,
});
const deployed = deployedFunctions(system);
async function measureSystem() {
  tell('Sending the requests of two customers');
  const operations = await measureOperations(system);
  if (options.figures) {
    tell(`Writing ${writeFigures(operations, system.template, functionPrefix)}`);
    return undefined;
  }
  tell('Verifying codes in a warm function, and in better-auth');
  const verify = deployed.find(({ name }) => name === 'verify-challenge');
  if (verify === undefined) throw new Error('verify-challenge is not deployed');
  return { operations, warm: await measureWarmVerify(system, verify, WARM_ROUNDS) };
}

const measured = await measureSystem().finally(() => system.stop());
if (measured !== undefined) {
  const { operations, warm } = measured;
  tell(`Starting each of ${deployed.length} functions ${rounds} times`);
  const functions = await measureFunctions(deployed, rounds);

  const budgets = checkBudgets(functions.functions, operations, warm);
  const report = { functions, warm, operations, budgets };
  process.stdout.write(`${options.json ? renderJson(report) : renderReport(report)}\n`);
  process.exitCode = budgets.every(({ met }) => met) ? 0 : 1;
}
