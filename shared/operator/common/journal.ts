/**
 * What became of each thing that a program works on, in a file that survives the process. Things are in it by a hash,
 * so the file names nobody.
 */

import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';

export interface Journal<State extends string> {
  /** What became of it so far, in this run and those before. */
  stateOf(name: string): State | undefined;
  /** Notes what becomes of it; resolves when that is on the disk. */
  note(name: string, state: State): Promise<void>;
  close(): Promise<void>;
}

/** What a program's journal holds. */
export interface JournalForm<State extends string> {
  readonly states: readonly State[];
  /** Names that are the same after this name the same thing. Default: as they are. */
  readonly normalise?: (name: string) => string;
}

/** Opens the journal, or begins it. A line that was cut short when an earlier run died is removed. */
export async function openJournal<State extends string>(
  path: string,
  form: JournalForm<State>,
): Promise<Journal<State>> {
  const file = await open(path, 'a+', 0o600);
  try {
    const states = await readStates(path, form, file);
    return journalOn(states, form, appender(file));
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** For a dry run: knows what the file knows, and writes nothing. */
export async function readJournal<State extends string>(
  path: string,
  form: JournalForm<State>,
): Promise<Journal<State>> {
  const states = await readStates(path, form).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return new Map<string, State>();
    throw error;
  });
  return journalOn(states, form, { append: async () => undefined, close: async () => undefined });
}

interface Appender {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

function journalOn<State extends string>(
  states: Map<string, State>,
  { normalise = (name) => name }: JournalForm<State>,
  { append, close }: Appender,
): Journal<State> {
  const keyOf = (name: string): string =>
    createHash('sha256').update(normalise(name)).digest('base64url').slice(0, 22);
  return {
    stateOf: (name) => states.get(keyOf(name)),
    note: (name, state) => {
      const key = keyOf(name);
      states.set(key, state);
      return append(`${key} ${state}\n`);
    },
    close,
  };
}

async function readStates<State extends string>(
  path: string,
  form: JournalForm<State>,
  file?: FileHandle,
): Promise<Map<string, State>> {
  const content = await readFile(path, 'utf8');
  const whole = content.slice(0, content.lastIndexOf('\n') + 1);
  if (whole.length < content.length) await file?.truncate(Buffer.byteLength(whole));
  const states = new Map<string, State>();
  for (const line of whole.split('\n').slice(0, -1)) {
    const [key = '', text = ''] = line.split(' ');
    const state = form.states.find((one) => one === text);
    if (state === undefined) throw new Error(`${path} is no journal of this command.`);
    states.set(key, state);
  }
  return states;
}

/** Appends lines; those that come while the disk is busy share the next write. */
function appender(file: FileHandle): Appender {
  let waiting = '';
  let writing = Promise.resolve();
  let next: Promise<void> | undefined;

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = '';
    next = undefined;
    await file.appendFile(lines);
    await file.datasync();
  }

  return {
    append: (line) => {
      waiting += line;
      next ??= writing.then(flush);
      writing = next;
      return next;
    },
    close: async () => {
      await writing.catch(() => undefined);
      await file.close();
    },
  };
}
