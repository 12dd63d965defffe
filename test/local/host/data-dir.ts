/** The folder that keeps the data between starts: made where it is missing, and one local system's at a time. */

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tryLock } from './lock.ts';

/** Another process, or another local system of this one, has the folder. */
export class DataDirTakenError extends Error {
  override readonly name = 'DataDirTakenError';
}

/** Two databases on the same files would destroy them. Returns how to leave the folder to others again. */
export function occupyDataDir(path: string): () => void {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'lock');
  const lock = tryLock(file);
  if (lock.isOurs) return lock.release;
  const holder = lock.holder === undefined ? 'another process' : `process ${lock.holder}`;
  throw new DataDirTakenError(`${directory} is in use by ${holder} (says ${file})`);
}
