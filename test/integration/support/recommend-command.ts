/** Runs the recommendation command as an operator does, in a process of its own. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './database.ts';
import type { MailServer } from './mail-server.ts';

export interface CommandEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The summary. */
  readonly output: string;
  /** Progress and faults. */
  readonly notes: string;
}

export interface RunningCommand {
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the notes say this, or never. */
  says(text: string): Promise<void>;
  readonly ended: Promise<CommandEnd>;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export function startCommand(
  args: readonly string[],
  { database, ses }: { readonly database: TestDatabase; readonly ses: MailServer },
): RunningCommand {
  const command = spawn(
    process.execPath,
    [
      'shared/operator/recommend/main.ts',
      ...args,
      '--table',
      database.table.name,
      '--from',
      'news@portal.example',
    ],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
        AWS_ENDPOINT_URL_SESV2: ses.endpoint,
      },
    },
  );
  const texts = { output: '', notes: '' };
  command.stdout.on('data', (chunk) => {
    texts.output += chunk;
  });
  command.stderr.on('data', (chunk) => {
    texts.notes += chunk;
  });
  return {
    kill: (signal) => void command.kill(signal),
    says: (text) =>
      new Promise((done) => {
        const look = () => {
          if (!texts.notes.includes(text)) return;
          command.stderr.off('data', look);
          done();
        };
        command.stderr.on('data', look);
        look();
      }),
    ended: new Promise((done) => {
      command.on('close', (code, signal) => done({ ...texts, code, signal }));
    }),
  };
}
