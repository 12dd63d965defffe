/** The recommendation command: mails customers who have no second factor that they should. */

import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createMailer } from '../../adapters/mailer.ts';
import { MailError, type Mailer } from '../../domain/ports/mailer.ts';
import { readStackSettings } from '../../settings/read.ts';
import type { Settings } from '../../settings/settings.ts';
import { openJournal, readJournal } from '../common/journal.ts';
import { createPace } from '../common/pace.ts';
import { INTERRUPTED, lockJournal, runProgram, say, stopOnInterrupt } from '../common/run.ts';
import { findTable } from '../common/tables.ts';
import { runCampaign } from './campaign.ts';
import { countRows, readCustomers } from './customers.ts';
import { createReadStandings } from './enrolled.ts';
import { ADDRESSES } from './journal.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { createReport, summaryOf } from './report.ts';

/** Nobody is waiting for these mails, and each that times out is one that may or may not have gone out. */
const PATIENCE_MS = 60_000;

function mailerOf({ from, dryRun }: Options, { mail, brand }: Settings): Mailer {
  if (dryRun) return { send: async () => undefined };
  const sender = from ?? mail?.from;
  if (sender === undefined) throw new Error('Say with --from who the mails come from.');
  return createMailer({ fromName: brand, ...mail, from: sender, timeoutMs: PATIENCE_MS });
}

/** @returns the exit code. */
async function recommend(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const settings = readStackSettings(options.settings);
  const { brand, accountUrl, supportUrl, defaultLocale, methods } = settings;
  const total = await countRows(options.file);
  const mailer = mailerOf(options, settings);
  const client = new DynamoDBClient({});
  const table = { client, name: options.table ?? (await findTable({ client }, settings.stackName)) };

  const unlock = options.dryRun ? async () => undefined : await lockJournal(options.state);
  const journal = await (options.dryRun ? readJournal : openJournal)(options.state, ADDRESSES);
  const report = createReport(total, process.stderr, () => performance.now());
  const stop = stopOnInterrupt('Ending; what is on its way goes out.');
  const time = { now: () => performance.now(), sleep };
  try {
    await runCampaign({
      rows: readCustomers(options.file, defaultLocale),
      readStandings: createReadStandings(table, sleep),
      journal,
      mailer,
      sender: {
        brand,
        ...(accountUrl !== undefined && { accountUrl }),
        ...(supportUrl !== undefined && { supportUrl }),
      },
      methods,
      report,
      pace: options.dryRun ? async () => undefined : createPace(options.rate, time),
      sleep,
      stop,
      // Enough to hold the rate although each mail takes its time; few, as these are what a kill leaves unsure.
      inFlight: Math.min(50, Math.ceil(options.rate / 4)),
      retryUnsure: options.retryUnsure,
    });
  } finally {
    report.end();
    await journal.close();
    await unlock();
    process.stdout.write(summaryOf(report.tally(), options.dryRun));
  }
  if (!stop.aborted) return 0;
  say('Interrupted. The same command goes on from here.');
  return INTERRUPTED;
}

function explain(error: unknown): string {
  if (error instanceof MailError) return `No more mails go out: SES answers ${error.reason}.`;
  return error instanceof Error ? error.message : String(error);
}

await runProgram(USAGE, recommend, explain);
