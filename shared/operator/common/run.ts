/** How a program for operators talks, ends early, and keeps a second run off its journal. */

import { lock } from './lock.ts';

/** A line for the operator, beside the program's own output. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The exit code of a program that was interrupted. */
export const INTERRUPTED = 130;

/**
 * The first Ctrl-C lets what is on its way come to its end; the second ends the process as ever.
 * @param ending what is said then.
 */
export function stopOnInterrupt(ending: string): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say(ending);
      controller.abort();
    });
  }
  return controller.signal;
}

/** Locks the journal, and returns what unlocks it. */
export const lockJournal = (path: string): Promise<() => Promise<void>> => lock(path, { onWait, onLost });

function onWait(): void {
  say('Another run has this journal, or was killed a moment ago; waiting to see which.');
}

/** Ends the process as a kill would, which the journal is made for: another run may be at work already. */
function onLost({ message }: Error): never {
  say(`This run has lost its journal to another one, and ends at once (${message}).`);
  process.exit(1);
}

/** Runs the program on its arguments; without any, and with `--help`, it explains itself. */
export async function runProgram(
  usage: string,
  program: (args: readonly string[]) => Promise<number>,
  explain: (error: unknown) => string = (error) => (error instanceof Error ? error.message : String(error)),
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length === 0 || args.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  process.exitCode = await program(args).catch((error: unknown) => {
    say(explain(error));
    return 1;
  });
}
