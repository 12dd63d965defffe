/** Two local systems never share a folder for their data. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirTakenError, occupyDataDir } from '../../local/host/data-dir.ts';

let directory: string;
let lock: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
  lock = join(directory, 'lock');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a folder is free again once it was left', () => {
  const leave = occupyDataDir(directory);
  leave();

  expect(existsSync(lock)).toBe(false);
  expect(() => occupyDataDir(directory)).not.toThrow();
});

test('a missing folder is made', () => {
  occupyDataDir(join(directory, 'a', 'b'));

  expect(existsSync(join(directory, 'a', 'b', 'lock'))).toBe(true);
});

test('a second system of the same process is refused, by whatever path', () => {
  occupyDataDir(directory);

  expect(() => occupyDataDir(`${directory}/./`)).toThrow(DataDirTakenError);
});

test('a folder of another process is refused, with its path and the process id in one line', async () => {
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(other, 'spawn');
  writeFileSync(lock, String(other.pid));

  try {
    expect(() => occupyDataDir(directory)).toThrow(
      `${directory} is in use by process ${other.pid} (says ${lock})`,
    );
  } finally {
    other.kill();
  }
});

test('the folder of a process that died is taken over', () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(lock, String(dead));

  expect(() => occupyDataDir(directory)).not.toThrow();
  expect(() => occupyDataDir(directory)).toThrow(`process ${process.pid}`);
});

test('so is that of a dead process with our own id, as in a container that was started anew', () => {
  writeFileSync(lock, String(process.pid));

  expect(() => occupyDataDir(directory)).not.toThrow();
});

test('a process that is just writing itself down counts as alive', () => {
  writeFileSync(lock, '');

  expect(() => occupyDataDir(directory)).toThrow('is in use by another process');
});
