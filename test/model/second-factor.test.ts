/**
 * The model in brief: some hundred lives of a second factor, drawn anew for each test run. `npm run model` lives more
 * of them; a life that goes wrong is printed with its seed, for `npm run model -- --seed=…`.
 */

import { describeWith, startTestDatabase } from '../integration/support/database.ts';
import { withQuietLog } from '../unit/support/log-lines.ts';
import { compareLives } from './on-dynamodb.ts';
import { runModel } from './run-model.ts';
import { memoryTable } from './table.ts';
import { renderTally } from './tally.ts';

const LIVES = 150;
const LIVES_ON_DYNAMODB = 2;

const seed = Date.now() % 2 ** 31;
process.stdout.write(`\nThe model’s seed: ${seed}\n`);

describe('one user’s second factor, whatever comes at once and whatever fails', () => {
  withQuietLog();

  test(`in ${LIVES} lives no code is accepted twice, no limit exceeded and no factor lost`, async () => {
    const { counterexample, tally } = await runModel({ runs: LIVES, seed, tableFor: memoryTable });
    expect(counterexample).toBeUndefined();
    expect(renderTally(tally)).toContain(`${LIVES} lives`);
  });
});

const database = await startTestDatabase('the model on DynamoDB');

describeWith(database, 'the same on DynamoDB', (db) => {
  withQuietLog();

  test(`${LIVES_ON_DYNAMODB} lives go as they go in memory, write by write`, async () => {
    const { different } = await compareLives(db, { runs: LIVES_ON_DYNAMODB, seed });
    expect(different).toEqual([]);
  });
});
