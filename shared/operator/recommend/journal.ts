/**
 * What became of each address, in a file that survives the process: the one thing that decides who is mailed.
 *
 * Before a mail goes out, its address is claimed, and the claim is on the disk; what became of it is written
 * after. So an address that was claimed and no more may or may not have been mailed when the process died.
 */

import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';

/**
 * - `sent`: mailed.
 * - `claimed`: a mail was about to go out, or is just going out.
 * - `not_sent`: it surely did not go out, so the address is as good as new.
 */
export type AddressState = 'claimed' | 'sent' | 'not_sent';

export interface Journal {
  /** What became of the address so far, in this run and those before. */
  stateOf(address: string): AddressState | undefined;
  /** Notes what becomes of the address; resolves when it is on the disk. */
  note(address: string, state: AddressState): Promise<void>;
  close(): Promise<void>;
}

const STATES: readonly string[] = ['claimed', 'sent', 'not_sent'];

/** The file has no addresses in clear, and an address in other letters is the same one. */
const keyOf = (address: string): string =>
  createHash('sha256').update(address.trim().toLowerCase()).digest('base64url').slice(0, 22);

/** Opens the journal, or begins it. A line that was cut short when an earlier run died is removed. */
export async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a+', 0o600);
  try {
    const states = await readStates(path, file);
    return journalOn(states, appender(file));
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** For a dry run: knows what the file knows, and writes nothing. */
export async function readJournal(path: string): Promise<Journal> {
  const states = await readStates(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return new Map<string, AddressState>();
    throw error;
  });
  return journalOn(states, { append: async () => undefined, close: async () => undefined });
}

interface Appender {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

function journalOn(states: Map<string, AddressState>, { append, close }: Appender): Journal {
  return {
    stateOf: (address) => states.get(keyOf(address)),
    note: (address, state) => {
      const key = keyOf(address);
      states.set(key, state);
      return append(`${key} ${state}\n`);
    },
    close,
  };
}

async function readStates(path: string, file?: FileHandle): Promise<Map<string, AddressState>> {
  const content = await readFile(path, 'utf8');
  const whole = content.slice(0, content.lastIndexOf('\n') + 1);
  if (whole.length < content.length) await file?.truncate(Buffer.byteLength(whole));
  const states = new Map<string, AddressState>();
  for (const line of whole.split('\n').slice(0, -1)) {
    const [key = '', state = ''] = line.split(' ');
    if (!isState(state)) throw new Error(`${path} is no journal of this command.`);
    states.set(key, state);
  }
  return states;
}

const isState = (text: string): text is AddressState => STATES.includes(text);

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
