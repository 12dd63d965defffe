/** Lock files: one process of several has one, and others wait for it or go without. */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';

const POLL_MS = 100;

/** A file that holds our process id may still be of an earlier process: in a container, ids come again. */
const ours = new Set<string>();

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Another user's.
    return errorCode(error) === 'EPERM';
  }
}

const isHeld = (file: string, holder: number): boolean =>
  holder === process.pid ? ours.has(file) : isAlive(holder);

/** Undefined while the holder has not yet written itself down, or is just done. */
function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away what a dead process has left, but nothing that somebody put in its place meanwhile. */
function clear(file: string, deadHolder: number): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) === deadHolder) rmSync(aside);
    else renameSync(aside, file);
  } catch {
    // Somebody else was faster.
  }
}

export type Lock =
  | { readonly isOurs: true; readonly release: () => void }
  /** `holder` is a process id, where it is known. */
  | { readonly isOurs: false; readonly holder: number | undefined };

/** The lock, if nobody has it or a dead process does. The file's folder must exist. */
export function tryLock(path: string): Lock {
  const file = resolve(path);
  const holder = readHolder(file);
  if (holder !== undefined && !isHeld(file, holder)) clear(file, holder);
  if (!create(file)) return { isOurs: false, holder: readHolder(file) };
  ours.add(file);
  const release = (): void => {
    ours.delete(file);
    rmSync(file, { force: true });
  };
  return { isOurs: true, release };
}

/** Does the work while no other process holds the lock file, whose folder must exist. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  let lock = tryLock(file);
  while (!lock.isOurs) {
    await sleep(POLL_MS);
    lock = tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
