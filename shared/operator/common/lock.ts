/** Keeps a second run off the same journal. */

import { lock as lockFile } from 'proper-lockfile';

export interface LockOptions {
  /** The lock is held: by a run that is at work, or left by one that was killed; which of them shows in time. */
  readonly onWait: () => void;
  /** The lock is not ours any more. Another run may be at work from here on, so nothing more may be done. */
  readonly onLost: (reason: Error) => void;
  /**
   * A lock that was not renewed for so many milliseconds, 2000 or more, is one that a killed run has left. Renewed
   * each second, it stays ours though a disk or the machine is slow for a while.
   * Default: 10,000.
   */
  readonly staleMs?: number;
}

const SECOND_MS = 1000;

/**
 * Takes the lock of the file, which need not be there, with `<path>.lock`; what an earlier run has left is waited
 * for. Throws if another run is at work. The lock is given back when the process ends as well, unless it is killed.
 * @returns gives the lock back.
 */
export async function lock(
  path: string,
  { onWait, onLost, staleMs = 10 * SECOND_MS }: LockOptions,
): Promise<() => Promise<void>> {
  const options = { stale: staleMs, update: SECOND_MS, realpath: false, onCompromised: onLost };
  try {
    return await lockFile(path, options);
  } catch (error) {
    if (!isHeld(error)) throw error;
  }
  onWait();
  try {
    return await lockFile(path, { ...options, retries: everySecond(staleMs / SECOND_MS + 2) });
  } catch (error) {
    if (!isHeld(error)) throw error;
    throw new Error('Another run is at work with this journal.');
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ELOCKED';

const everySecond = (times: number) => ({
  retries: Math.ceil(times),
  factor: 1,
  minTimeout: SECOND_MS,
  maxTimeout: SECOND_MS,
});
