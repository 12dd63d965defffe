/**
 * The users command: brings users in with their second factor, says who has one, erases users whole, and says what is
 * still under an old root key.
 */

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createErasure } from '../../adapters/erasure.ts';
import { keyRingFrom } from '../../adapters/key-ring.ts';
import { systemClock, systemRandom } from '../../adapters/system.ts';
import { createUserStore } from '../../adapters/user-store.ts';
import type { Sealed } from '../../domain/brand.ts';
import { Unavailable } from '../../domain/unavailable.ts';
import { numberRules } from '../../settings/numbers.ts';
import { readStackSettings } from '../../settings/read.ts';
import type { Settings } from '../../settings/settings.ts';
import { countLines } from '../common/count-lines.ts';
import { openJournal, readJournal } from '../common/journal.ts';
import { createPace } from '../common/pace.ts';
import { createProgress, summaryLines } from '../common/progress.ts';
import { INTERRUPTED, lockJournal, runProgram, say, stopOnInterrupt } from '../common/run.ts';
import { findTable } from '../common/tables.ts';
import { runErase, subsIn } from './erase.ts';
import { exportUsers } from './export.ts';
import { runImport, USERS } from './import.ts';
import { createImportReport, importSummary } from './import-report.ts';
import { countKeys, keysReport } from './keys.ts';
import {
  type EraseOptions,
  type ExportOptions,
  type ImportOptions,
  type KeysOptions,
  readOptions,
  USAGE,
} from './options.ts';
import { type ReadOptions, readRows } from './rows.ts';

/** The exit code of an import that has left lines out. */
const SOME_REFUSED = 1;
/** Of a look at the keys that has found something under an old one. */
const SOME_LEFT = 1;

const now = (): number => performance.now();
/** With more patience than a request has: a table that is new grows to the rate. */
const client = new DynamoDBClient({ maxAttempts: 8 });

const usersTable = async ({ table }: { readonly table: string | undefined }, { stackName }: Settings) => ({
  client,
  name: table ?? (await findTable({ client }, stackName)),
});

/** @returns the exit code, as all of these. */
async function users(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const settings = readStackSettings(options.settings);
  switch (options.command) {
    case 'import':
      return importFrom(options, settings);
    case 'export':
      return exportTo(options, settings);
    case 'erase':
      return eraseAll(options, settings);
    case 'keys':
      return sayKeys(options, settings);
  }
}

/** A dry run asks for no key, and keeps nothing. */
async function sealer({ dryRun, rootKey }: ImportOptions, { rootKeys: [inUse = 1] }: Settings) {
  const nothing: ReadOptions['seal'] = () => '' as Sealed;
  if (dryRun || rootKey === undefined) return nothing;
  return (await keyRingFrom([{ version: inUse, arn: rootKey }], systemRandom)()).seal;
}

async function importFrom(options: ImportOptions, settings: Settings): Promise<number> {
  const { file, state, rate, dryRun } = options;
  const total = file === '-' ? 0 : await countLines(file);
  const table = await usersTable(options, settings);
  const seal = await sealer(options, settings);
  const unlock = dryRun ? async () => undefined : await lockJournal(state);
  const journal = await (dryRun ? readJournal : openJournal)(state, USERS);
  const report = createImportReport(total, process.stderr, now);
  const stop = stopOnInterrupt('Ending; who is on the way is imported.');
  const input = file === '-' ? process.stdin : createReadStream(file);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    await runImport({
      rows: readRows(lines, { seal, numbers: numberRules(settings), methods: settings.methods }),
      users: createUserStore(table, systemClock, systemRandom),
      clock: systemClock,
      random: systemRandom,
      journal,
      report,
      pace: createPace(rate, { now, sleep }),
      stop,
      inFlight: Math.min(50, Math.ceil(rate / 4)),
      dryRun,
    });
  } finally {
    input.destroy();
    report.end();
    await journal.close();
    await unlock();
    process.stdout.write(importSummary(report.tally(), dryRun));
  }
  return endOf(stop) || (report.tally().faulty > 0 ? SOME_REFUSED : 0);
}

async function exportTo(options: ExportOptions, settings: Settings): Promise<number> {
  const progress = createProgress(0, process.stderr, now);
  let count = 0;
  for await (const user of exportUsers(await usersTable(options, settings))) {
    if (!process.stdout.write(`${JSON.stringify(user)}\n`)) {
      await new Promise((drained) => process.stdout.once('drain', drained));
    }
    count += 1;
    progress.update(count, 'have a second factor so far');
  }
  say(summaryLines([[count, 'have a second factor']]).trimEnd());
  return 0;
}

async function eraseAll(options: EraseOptions, settings: Settings): Promise<number> {
  const { file, dryRun, trailTable } = options;
  const more = file === undefined ? [] : subsIn(await readFile(file, 'utf8'));
  const subs = [...new Set([...options.subs, ...more])];
  const table = await usersTable(options, settings);
  const trail = { client, name: trailTable ?? (await findTable({ client }, settings.stackName, 'Trail')) };
  const stop = stopOnInterrupt('Ending; who is on the way is erased.');
  const progress = createProgress(subs.length, process.stderr, now);
  const { done, unknown } = await runErase({
    subs,
    users: createUserStore(table, systemClock, systemRandom),
    clock: systemClock,
    random: systemRandom,
    erasure: createErasure(table, trail, systemClock),
    progress,
    stop,
    dryRun,
  }).finally(() => progress.end());
  process.stdout.write(
    summaryLines([
      [done, dryRun ? 'have a record that would be erased' : 'erased'],
      [unknown, `${dryRun ? 'have' : 'of them had'} no record: is each named as in the access tokens?`],
    ]),
  );
  return endOf(stop);
}

async function sayKeys(options: KeysOptions, settings: Settings): Promise<number> {
  const progress = createProgress(0, process.stderr, now);
  let users = 0;
  const counts = await countKeys(await usersTable(options, settings), {
    now: systemClock.now(),
    onUser: () => {
      users += 1;
      progress.update(users, 'users looked at');
    },
  });
  const { text, done } = keysReport(counts, settings.rootKeys);
  process.stdout.write(text);
  return done ? 0 : SOME_LEFT;
}

function endOf(stop: AbortSignal): number {
  if (!stop.aborted) return 0;
  say('Interrupted. The same command goes on from here.');
  return INTERRUPTED;
}

function explain(error: unknown): string {
  if (error instanceof Unavailable) {
    return `${error.service} answers ${error.reason}. The same command goes on from here.`;
  }
  return error instanceof Error ? error.message : String(error);
}

await runProgram(USAGE, users, explain);
