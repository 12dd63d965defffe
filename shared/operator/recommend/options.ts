/** The command line of the recommendation command. */

import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run recommend -- customers.csv [options]

Mails the recommendation to turn on two-factor authentication to the customers in a CSV file with the columns
userId, email and locale, except those who have it and those who sign in without it.

  --from <address>      sender, verified in SES          (default: mail.from of the settings)
  --settings <file>     the stack's settings             (default: those in cdk.json)
  --table <name>        table of the stack               (default: the only one there is)
  --rate <number>       mails per second                 (default: 10)
  --state <file>        journal, by which a run goes on  (default: customers.csv.journal)
                        where an earlier one ended
  --dry-run             mails nobody, and says how many would be
  --retry-unsure        mails those again of whom a run that was killed has left unknown whether they were

Region and credentials are the AWS SDK's own. Ctrl-C ends it; the same command goes on from there.
`;

export interface Options {
  readonly file: string;
  readonly from: string | undefined;
  readonly settings: string | undefined;
  readonly table: string | undefined;
  /** Mails per second. */
  readonly rate: number;
  readonly state: string;
  readonly dryRun: boolean;
  readonly retryUnsure: boolean;
}

const MAX_RATE = 1000;

/** Throws an error that says what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      settings: { type: 'string' },
      table: { type: 'string' },
      rate: { type: 'string', default: '10' },
      state: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'retry-unsure': { type: 'boolean', default: false },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('Name one CSV file.');
  const rate = Number(values.rate);
  if (!(rate > 0 && rate <= MAX_RATE)) throw new Error(`The rate must be above 0 and at most ${MAX_RATE}.`);
  return {
    file,
    from: values.from,
    settings: values.settings,
    table: values.table,
    rate,
    state: values.state ?? `${file}.journal`,
    dryRun: values['dry-run'],
    retryUnsure: values['retry-unsure'],
  };
}
