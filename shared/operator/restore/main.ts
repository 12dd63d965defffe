/** The restore command: brings the users' records of a restored table back into the stack's own. */

import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UserId } from '../../domain/brand.ts';
import { readStackSettings } from '../../settings/read.ts';
import { runProgram, say } from '../common/run.ts';
import { findTable } from '../common/tables.ts';
import { type Outcome, restoreRecords } from './restore.ts';
import { undoneSince } from './since.ts';

const USAGE = `Usage: npm run restore -- --from <table> --since <time> [<sub>...] [options] > restored.jsonl

Puts the users' records of a table that was restored from a backup into the stack's own table: of the users that are
named, or of all. Pause sign-ins in the portal meanwhile. It writes a line for each user, with what became of the record:

  restored              as it was
  without backup codes  some were used or replaced since; the user makes new ones
  with an old factor    it was changed or turned off since: check these, and reset those whose old factor was stolen
  left out              support has reset the factors since, or the user was erased

See docs/disaster.md.

  --from <table>        the restored table
  --since <time>        the time that it was restored to, such as 2026-03-01T12:00:00Z
  --settings <file>     the stack's settings             (default: those in cdk.json)
  --table <name>        table of the stack               (default: the only one there is)
  --trail-table <name>  its table of audit trails        (default: the only one there is)
  --dry-run             changes nothing, and says what would be
`;

const OPTIONS = {
  from: { type: 'string' },
  since: { type: 'string' },
  settings: { type: 'string' },
  table: { type: 'string' },
  'trail-table': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** @returns the exit code. */
async function restore(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const { from, since: time } = values;
  if (from === undefined) throw new Error('--from has to name the restored table.');
  const since = Date.parse(time ?? '');
  if (Number.isNaN(since)) throw new Error('--since has to be a time, such as 2026-03-01T12:00:00Z.');
  const { stackName } = readStackSettings(values.settings);
  const client = new DynamoDBClient({ maxAttempts: 8 });
  const tableOf = async (given: string | undefined, which: 'Users' | 'Trail') => ({
    client,
    name: given ?? (await findTable({ client }, stackName, which)),
  });
  const users = await tableOf(values.table, 'Users');
  if (users.name === from) throw new Error('--from is the table of the stack itself.');
  const trail = await tableOf(values['trail-table'], 'Trail');

  const counts = new Map<Outcome, number>();
  await restoreRecords({ client, name: from }, users, {
    undone: await undoneSince(trail, since),
    ...(positionals.length > 0 && { only: new Set(positionals as UserId[]) }),
    dryRun: values['dry-run'],
    tell: (sub, outcome) => {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      process.stdout.write(`${JSON.stringify({ sub, outcome })}\n`);
    },
  });
  const sums = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  say(
    `${values['dry-run'] ? 'Nothing was changed; there would be' : 'Done'}: ${sums.join(', ') || 'no record'}.`,
  );
  return 0;
}

await runProgram(USAGE, restore);
