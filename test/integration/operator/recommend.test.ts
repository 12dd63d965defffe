/** The recommendation command over thousands of customers, interrupted and killed: nobody is mailed twice. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECORD, userKey } from '../../../shared/adapters/table.ts';
import type { UserId } from '../../../shared/domain/brand.ts';
import { describeWith, startTestDatabase } from '../support/database.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import type { CommandEnd } from '../support/operator-command.ts';
import { startCommand } from '../support/recommend-command.ts';

const database = await startTestDatabase('the recommendation command');

/** Thousands of mails take their time on a busy machine. */
const PATIENCE_MS = 600_000;

const address = (index: number): string => `customer.${index}@example.com`;
const row = (index: number): string => `user-${index},${address(index)},${index % 2 ? 'de' : 'fr-CA'}`;
const rows = (count: number): string[] => Array.from({ length: count }, (_, index) => row(index));
const counted = (addresses: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const one of addresses) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};
const mailedTwice = (server: MailServer) => [...counted(server.mailed)].filter(([, count]) => count > 1);

describeWith(database, 'the recommendation command', (db) => {
  let folder: string;
  let ses: MailServer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recommend-'));
    ses = await startMailServer();
  });
  afterEach(async () => {
    await ses.stop();
    await rm(folder, { recursive: true });
  });

  const putRecord = (index: number, record: Record<string, unknown>) =>
    db.put({ pk: userKey(`user-${index}` as UserId), sk: RECORD, version: 1, ...record });

  /** Writes the file and returns how to run the command on it. */
  async function prepare(lines: readonly string[]) {
    const file = join(folder, 'customers.csv');
    await writeFile(file, ['userId,email,locale', ...lines, ''].join('\r\n'));
    return (...options: string[]) =>
      startCommand([file, '--rate', '1000', ...options], { database: db, ses });
  }

  test(
    '10,000 rows, interrupted twice: each customer without a second factor is mailed once',
    async () => {
      const enrolled = Array.from({ length: 150 }, (_, index) => index * 7);
      const exempt = Array.from({ length: 150 }, (_, index) => index * 7 + 3);
      await Promise.all([
        ...enrolled.map((index) => putRecord(index, { factor: { method: 'totp', enabledAt: 1 } })),
        ...exempt.map((index) => putRecord(index, { exempt: 'sso' })),
        putRecord(1, { prompt: { skips: 2 } }),
      ]);
      const lines = rows(9500);
      // The same addresses once more, in capitals, under other user ids; and rows that make no sense.
      for (let index = 0; index < 300; index++) {
        lines.splice(index * 29, 0, `other-${index},${address(9000 + index).toUpperCase()},en`);
      }
      lines.push(...Array.from({ length: 200 }, (_, index) => `user-x${index},no address,en`));
      expect(lines).toHaveLength(10_000);
      const run = await prepare(lines);

      for (const interruption of [2000, 5000]) {
        const command = run();
        ses.at(interruption, () => command.kill('SIGINT'));
        const { code, notes } = await command.ended;
        expect({ code, notes }).toEqual({ code: 130, notes: expect.stringContaining('goes on from here') });
      }
      const last = await run().ended;

      expect(last.code).toBe(0);
      expect(last.notes).not.toContain('it is not known');
      const eligible = 9500 - enrolled.length - exempt.length;
      expect(new Set(ses.mailed.map((one) => one.toLowerCase())).size).toBe(eligible);
      expect(ses.mailed).toHaveLength(eligible);
      const without = new Set([...enrolled, ...exempt].map(address));
      expect(ses.mailed.filter((one) => without.has(one))).toEqual([]);
      expect(last.output).toMatch(/150 {2}have a second factor/);
      expect(last.output).toMatch(/150 {2}sign in without one/);
      expect(last.output).toMatch(/200 {2}rows make no sense/);
      expect(last.notes).toContain('Line 9802: no mail address');
      process.stdout.write(
        `\nAfter two interruptions, ${ses.mailed.length} mails; the last run:\n${last.output}`,
      );
    },
    PATIENCE_MS,
  );

  test(
    'killed twice at any moment: nobody is mailed twice, and who may not have been is reported',
    async () => {
      const run = await prepare(rows(1200).map((line) => line.replace('user-', 'new-')));
      for (const moment of [300, 700]) {
        const command = run();
        ses.at(moment, () => command.kill('SIGKILL'));
        expect((await command.ended).signal).toBe('SIGKILL');
      }
      const last = await run().ended;

      expect(mailedTwice(ses)).toEqual([]);
      const unsure = [...last.notes.matchAll(/^Line (\d+): it is not known/gm)].map(([, line]) =>
        Number(line),
      );
      const mailed = new Set(ses.mailed);
      const missed = Array.from({ length: 1200 }, (_, index) => index).filter(
        (one) => !mailed.has(address(one)),
      );
      expect(unsure.length).toBeGreaterThan(0);
      // Row 0 is on line 2.
      expect(missed.filter((index) => !unsure.includes(index + 2))).toEqual([]);

      const again = await run('--retry-unsure').ended;
      expect(new Set(ses.mailed).size).toBe(1200);
      expect(again.output).toMatch(new RegExp(`^ +${unsure.length} {2}mailed\n`));
    },
    PATIENCE_MS,
  );

  test('a second run at the same time is refused, and the first goes on', async () => {
    const run = await prepare(rows(3).map((line) => line.replace('user-', 'both-')));
    const first = run();
    let second: CommandEnd | undefined;
    ses.at(1, async () => {
      second = await run().ended;
    });
    expect((await first.ended).code).toBe(0);
    expect(second).toMatchObject({ code: 1, notes: expect.stringContaining('Another run is at work') });
    expect(ses.mailed).toHaveLength(3);
    expect(await readdir(folder)).toEqual(['customers.csv', 'customers.csv.journal']);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'a second %s ends it at once, and the next run need not wait',
    async (signal) => {
      const run = await prepare(rows(3).map((line) => line.replace('user-', `${signal}-`)));
      const command = run();
      ses.at(1, async () => {
        command.kill(signal);
        await command.says('Ending');
        command.kill(signal);
        await command.ended;
      });
      expect((await command.ended).signal).toBe(signal);
      expect(await readdir(folder)).toEqual(['customers.csv', 'customers.csv.journal']);
      expect((await run().ended).notes).not.toContain('Another run');
      expect(mailedTwice(ses)).toEqual([]);
    },
  );

  test('a run that was stopped for so long that another took over ends at once when it wakes', async () => {
    const run = await prepare(rows(40).map((line) => line.replace('user-', 'woken-')));
    const sleeper = run();
    const other = await new Promise<CommandEnd>((done) => {
      ses.at(5, () => {
        sleeper.kill('SIGSTOP');
        done(run().ended);
      });
    });
    expect(other).toMatchObject({ code: 0, notes: expect.stringContaining('waiting to see which') });
    sleeper.kill('SIGCONT');
    const { code, notes } = await sleeper.ended;
    expect({ code, notes }).toEqual({ code: 1, notes: expect.stringContaining('lost its journal') });
    expect(mailedTwice(ses)).toEqual([]);
  });

  test('a dry run mails nobody, notes nothing, and says how many would be mailed', async () => {
    const run = await prepare([
      ...rows(8).map((line) => line.replace('user-', 'dry-')),
      'dry-9,CUSTOMER.1@example.com,',
    ]);
    const { code, output } = await run('--dry-run').ended;
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/8 {2}would be mailed\n +1 {2}mailed before/),
    });
    expect(ses.mailed).toEqual([]);
    await expect(readFile(join(folder, 'customers.csv.journal'))).rejects.toThrow('ENOENT');
  });

  test('waits where SES throttles, passes over an address that SES refuses, ends where SES sends no more', async () => {
    const run = await prepare(rows(6).map((line) => line.replace('user-', 'some-')));
    ses.failWith('TooManyRequestsException', 'BadRequestException');
    expect((await run('--rate', '1').ended).output).toMatch(/5 {2}mailed\n +1 {2}have an address/);
    expect(mailedTwice(ses)).toEqual([]);

    const others = await prepare(rows(30).map((line) => line.replace('user-', 'some-')));
    ses.failWith('SendingPausedException');
    const { code, notes } = await others('--rate', '2').ended;
    expect({ code, notes }).toEqual({
      code: 1,
      notes: expect.stringContaining('SES answers SendingPausedException'),
    });
    await others().ended;
    expect(mailedTwice(ses)).toEqual([]);
    // The address that was refused at first as well: each run asks again.
    expect(new Set(ses.mailed).size).toBe(30);
  });

  test('gives up where SES refuses every address: that is not the addresses', async () => {
    const run = await prepare(rows(40).map((line) => line.replace('user-', 'all-')));
    ses.failWith(...Array.from({ length: 40 }, () => 'BadRequestException'));
    // One at a time.
    const { code, notes } = await run('--rate', '4').ended;
    expect({ code, notes }).toEqual({
      code: 1,
      notes: expect.stringContaining('SES answers BadRequestException'),
    });
    ses.failWith();
    await run().ended;
    expect(new Set(ses.mailed).size).toBe(40);
    expect(mailedTwice(ses)).toEqual([]);
  });

  test('the journal holds no address in clear', async () => {
    const run = await prepare(rows(3).map((line) => line.replace('user-', 'clear-')));
    await run().ended;
    expect(await readFile(join(folder, 'customers.csv.journal'), 'utf8')).not.toContain('@');
  });
});
