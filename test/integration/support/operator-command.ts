/** Runs a program for operators as an operator does, in a process of its own. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

/**
 * @param program its folder in `shared/operator/`.
 * @param env where AWS's services are.
 */
export function startProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input?: string,
): RunningCommand {
  const command = spawn(process.execPath, [`shared/operator/${program}/main.ts`, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...env,
    },
  });
  command.stdin.end(input);
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
