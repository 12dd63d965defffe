/** Keeps a second run off the same journal. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes the lock, or throws if a process that is alive has it.
 * @returns gives the lock back.
 */
export function lock(path: string): () => void {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const holder = Number(readFileSync(path, 'utf8'));
    if (isAlive(holder)) throw new Error(`Process ${holder} is already at work with this journal.`);
    // Its holder died without giving it back.
    rmSync(path);
    return lock(path);
  }
  return () => rmSync(path, { force: true });
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, and another user's.
    return hasCode(error, 'EPERM');
  }
}
