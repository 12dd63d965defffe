/** The journal: what is on the disk decides, also after the process was killed in the middle of a line. */

import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as common from '../../../../shared/operator/common/journal.ts';
import { ADDRESSES } from '../../../../shared/operator/recommend/journal.ts';

const openJournal = (path: string) => common.openJournal(path, ADDRESSES);
const readJournal = (path: string) => common.readJournal(path, ADDRESSES);

describe('the journal', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
    path = join(folder, 'journal');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('knows what earlier runs have done; capitals make no other address', async () => {
    const first = await openJournal(path);
    await first.note('a@example.com', 'claimed');
    await first.note('a@example.com', 'sent');
    await first.note('b@example.com', 'claimed');
    await first.close();
    const second = await openJournal(path);
    expect(second.stateOf('A@Example.com')).toBe('sent');
    expect(second.stateOf('b@example.com')).toBe('claimed');
    expect(second.stateOf('c@example.com')).toBeUndefined();
    await second.close();
  });

  test('is on the disk when noted, whatever is noted at once, in order', async () => {
    const journal = await openJournal(path);
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await journal.note(`${index}@example.com`, 'claimed');
        await journal.note(`${index}@example.com`, 'sent');
        const lines = (await readFile(path, 'utf8')).split('\n');
        expect(lines.filter((line) => line.endsWith(' sent')).length).toBeGreaterThan(0);
      }),
    );
    await journal.close();
    const again = await readJournal(path);
    for (let index = 0; index < 50; index++) expect(again.stateOf(`${index}@example.com`)).toBe('sent');
  });

  test('a line cut short by a kill is no line, and the next one begins afresh', async () => {
    const first = await openJournal(path);
    await first.note('a@example.com', 'claimed');
    await first.close();
    const [line = ''] = (await readFile(path, 'utf8')).split(' ');
    await appendFile(path, `${line} se`);
    const second = await openJournal(path);
    expect(second.stateOf('a@example.com')).toBe('claimed');
    await second.note('a@example.com', 'sent');
    await second.close();
    expect((await readJournal(path)).stateOf('a@example.com')).toBe('sent');
  });

  test('a file of something else is left alone', async () => {
    await writeFile(path, 'userId,email\n1,a@example.com\n');
    await expect(openJournal(path)).rejects.toThrow('no journal');
    expect(await readFile(path, 'utf8')).toContain('userId');
  });

  test('to a dry run, no file is an empty journal, and none is made', async () => {
    const journal = await readJournal(path);
    await journal.note('a@example.com', 'sent');
    expect(journal.stateOf('a@example.com')).toBe('sent');
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});
