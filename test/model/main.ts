/**
 * `npm run model -- --runs=10000`: so many lives of one user's second factor, and some of them on DynamoDB Local as
 * well. Options: `--seed=1` (default: from the clock), `--dynamodb=50` (lives there; default: one of two hundred),
 * `--path=…` (straight to a counterexample that was printed).
 */

import { parseArgs } from 'node:util';
import { startTestDatabase } from '../integration/support/database.ts';
import { compareLives } from './on-dynamodb.ts';
import { runModel } from './run-model.ts';
import { memoryTable } from './table.ts';
import { renderTally } from './tally.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    dynamodb: { type: 'string' },
  },
});
const runs = Number(options.runs);
const seed = Number(options.seed ?? Date.now() % 2 ** 31);
const onDynamoDb = Number(options.dynamodb ?? Math.ceil(runs / 200));

const write = process.stdout.write.bind(process.stdout);
const tell = (line: string): void => void write(`${line}\n`);
// What the service logs is of no interest here.
process.stdout.write = () => true;

const fail = (why: string): void => {
  tell(why);
  process.exitCode = 1;
};

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  tell(`${name}: seed ${seed}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}

const { tally, counterexample } = await timed('In memory', () =>
  runModel({ runs, seed, path: options.path, tableFor: memoryTable }),
);
tell(renderTally(tally));
if (counterexample !== undefined) fail(counterexample);

const database = onDynamoDb > 0 ? await startTestDatabase('the model on DynamoDB') : undefined;
if (database === undefined) {
  if (onDynamoDb > 0) tell('Not on DynamoDB Local, which needs Java 17.');
} else {
  try {
    const comparison = await timed('On DynamoDB Local', () =>
      compareLives(database, { runs: onDynamoDb, seed }),
    );
    tell(renderTally(comparison.tally));
    const [first] = comparison.different;
    if (first !== undefined) {
      fail(
        `A life goes otherwise than in memory:\n${first.onDynamoDb.join('\n')}\nIn memory:\n${first.inMemory.join('\n')}`,
      );
    }
  } catch (error) {
    fail(String(error));
  } finally {
    await database.stop();
  }
}
