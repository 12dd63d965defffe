/** The command line of the users command. */

import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run users -- import users.jsonl --root-key <arn> [options]
       npm run users -- export [options] > enrolled.jsonl
       npm run users -- erase <sub>... [options]
       npm run users -- keys [options]

import  brings users with the second factor that they have at another provider. The file has one JSON object a line:
        {"sub": "…", "totp": {"secret": "<base32>"}} or {"sub": "…", "phone": "+12025550100"}
        In totp may be algorithm, digits and period: SHA-1, 6 and 30, or the line is refused. Whoever has a second
        factor already keeps it. Secrets and numbers are sealed as they are read, and in clear nowhere but in your
        file; give - for the file to read them from a pipe.
export  writes who has which method since when, one JSON object a line: {"sub": "…", "method": "totp", "since": "…"}
erase   removes everything about the users, the audit trail included. It may be repeated.
keys    says how many users have something under each root key. It ends with 1 while anything is left under another
        than the one in use, the first of rootKeys in the settings: until then that key is needed.

  --root-key <arn>      key that seals, the stack's output RootKeyArn: the run needs kms:GenerateMac on it, and the
                        settings that the stack was deployed with
  --settings <file>     the stack's settings             (default: those in cdk.json)
  --table <name>        table of the stack               (default: the only one there is)
  --trail-table <name>  its table of audit trails        (default: the only one there is)
  --rate <number>       users per second, of import      (default: 200)
  --state <file>        journal of import, by which a    (default: users.jsonl.journal)
                        run goes on where an earlier one ended
  --file <file>         of erase: more users, one sub a line
  --dry-run             changes nothing, and says what would be

Region and credentials are the AWS SDK's own. Ctrl-C ends it; the same command goes on from there. An import that has
refused lines ends with 1.
`;

interface Common {
  readonly settings: string | undefined;
  readonly table: string | undefined;
  readonly dryRun: boolean;
}

export interface ImportOptions extends Common {
  readonly command: 'import';
  /** `-` for standard input. */
  readonly file: string;
  readonly rootKey: string | undefined;
  /** Users per second. */
  readonly rate: number;
  readonly state: string;
}

export interface ExportOptions extends Common {
  readonly command: 'export';
}

export interface EraseOptions extends Common {
  readonly command: 'erase';
  readonly subs: readonly string[];
  readonly file: string | undefined;
  readonly trailTable: string | undefined;
}

export interface KeysOptions extends Common {
  readonly command: 'keys';
}

export type Options = ImportOptions | ExportOptions | EraseOptions | KeysOptions;

const MAX_RATE = 10_000;

/** Options that only some commands have. */
const OF: Readonly<Record<string, readonly Options['command'][]>> = {
  'root-key': ['import'],
  rate: ['import'],
  state: ['import'],
  'dry-run': ['import', 'erase'],
  'trail-table': ['erase'],
  file: ['erase'],
};

/** Throws an error that says what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'root-key': { type: 'string' },
      settings: { type: 'string' },
      table: { type: 'string' },
      'trail-table': { type: 'string' },
      rate: { type: 'string' },
      state: { type: 'string' },
      file: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  const [command, ...names] = positionals;
  if (command !== 'import' && command !== 'export' && command !== 'erase' && command !== 'keys') {
    throw new Error('Say import, export, erase or keys.');
  }
  for (const name of Object.keys(values)) {
    if (OF[name]?.includes(command) === false) throw new Error(`There is no --${name} for ${command}.`);
  }
  const { settings, table, 'dry-run': dryRun = false } = values;
  const common = { settings, table, dryRun };
  if (command === 'import') return { command, ...common, ...importOptions(names, values, dryRun) };
  if (command === 'erase') {
    if (names.length === 0 && values.file === undefined) throw new Error('Name the users to erase.');
    return { command, ...common, subs: names, file: values.file, trailTable: values['trail-table'] };
  }
  if (names.length > 0) throw new Error(`${command} takes no names: it has everybody.`);
  return { command, ...common };
}

function importOptions(
  names: readonly string[],
  values: { readonly 'root-key'?: string; readonly rate?: string; readonly state?: string },
  dryRun: boolean,
) {
  const [file, ...others] = names;
  if (file === undefined || others.length > 0) throw new Error('Name one file of users.');
  const rate = Number(values.rate ?? 200);
  if (!(rate > 0 && rate <= MAX_RATE)) throw new Error(`The rate must be above 0 and at most ${MAX_RATE}.`);
  const rootKey = values['root-key'];
  if (rootKey === undefined && !dryRun) throw new Error('Name the key that seals with --root-key.');
  return { file, rootKey, rate, state: values.state ?? `${file === '-' ? 'users' : file}.journal` };
}
