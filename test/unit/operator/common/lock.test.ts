/** The lock of the journal: one run has it, and what a dead one has left is no obstacle. */

import { mkdir, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from '../../../../shared/operator/common/lock.ts';

/** The shortest that there is. */
const STALE_MS = 2000;

describe('the lock of the journal', () => {
  let folder: string;
  let path: string;
  let lockPath: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    path = join(folder, 'journal');
    lockPath = `${path}.lock`;
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Takes the lock and notes what it tells meanwhile. */
  async function take() {
    const told: string[] = [];
    const unlock = await lock(path, {
      staleMs: STALE_MS,
      onWait: () => void told.push('waits'),
      onLost: ({ message }) => void told.push(`lost: ${message}`),
    });
    return { unlock, told };
  }

  test('keeps a second run off for as long as the first is at work', async () => {
    const { unlock, told } = await take();
    // Longer than a lock lasts that nobody renews.
    await sleep(1.5 * STALE_MS);
    await expect(take()).rejects.toThrow('Another run is at work with this journal.');
    expect(told).toEqual([]);
    await unlock();
  });

  test('given back, it is free at once, and nothing stays', async () => {
    const first = await take();
    await first.unlock();
    const second = await take();
    await second.unlock();
    expect(second.told).toEqual([]);
    await expect(stat(lockPath)).rejects.toThrow('ENOENT');
  });

  test('what a run left that was killed long ago is taken over at once', async () => {
    await mkdir(lockPath);
    const before = new Date(Date.now() - 2 * STALE_MS);
    await utimes(lockPath, before, before);
    const { unlock, told } = await take();
    expect(told).toEqual([]);
    await unlock();
  });

  test('what a run left that was killed just now is waited for', async () => {
    await mkdir(lockPath);
    const { unlock, told } = await take();
    expect(told).toEqual(['waits']);
    await unlock();
  });

  test('whoever loses it, as another run took it meanwhile, is told, and leaves it to the other', async () => {
    const { told } = await take();
    // Any time that the first has not set is somebody else's.
    await utimes(lockPath, new Date(0), new Date(0));
    await sleep(STALE_MS);
    expect(told).toEqual([expect.stringContaining('lost')]);
    expect((await stat(lockPath)).isDirectory()).toBe(true);
  });

  test('a folder that is not there is named', async () => {
    path = join(folder, 'nowhere', 'journal');
    await expect(take()).rejects.toThrow('nowhere');
  });
});
