/** Reads QR codes with programs that know nothing of this project: zbar, and Chromium to draw an SVG. */

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether the machine has the program. */
export const has = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
};

/** Not the blocking kind: the local system runs in this process and must go on answering. */
const run = promisify(execFile);

const readImage = async (file: string) => (await run('zbarimg', ['-q', '--raw', file])).stdout.trim();

/** What zbar reads in the PNG of a data URL. */
export const readQrCode = (dataUrl: string): Promise<string> =>
  inFolder((folder) => {
    const file = join(folder, 'qr.png');
    writeFileSync(file, Buffer.from(dataUrl.split(',')[1] ?? '', 'base64'));
    return readImage(file);
  });

/** What zbar reads in the SVG, drawn by Chromium. */
export const readSvg = (svg: string): Promise<string> =>
  inFolder(async (folder) => {
    const page = join(folder, 'qr.html');
    const shot = join(folder, 'shot.png');
    writeFileSync(
      page,
      `<body style="margin:0;background:#fff"><div style="width:400px">${svg}</div></body>`,
    );
    await run('chromium', [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...[`--user-data-dir=${join(folder, 'profile')}`, '--window-size=500,500'],
      ...[`--screenshot=${shot}`, `file://${page}`],
    ]);
    return readImage(shot);
  });

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
