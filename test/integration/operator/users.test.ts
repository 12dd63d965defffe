/** The users command: an import of thousands, killed and interrupted; an export; an erasure. */

import { mkdtemp, readdir, readFile, rm, stat, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditTrail } from '../../../shared/adapters/audit-trail.ts';
import { keyRingFrom } from '../../../shared/adapters/key-ring.ts';
import { RECORD, userKey } from '../../../shared/adapters/table.ts';
import { createUserStore } from '../../../shared/adapters/user-store.ts';
import { eventId } from '../../../shared/contract/events.ts';
import type { UserId } from '../../../shared/domain/brand.ts';
import { base32Secret } from '../../../shared/domain/totp.ts';
import { openNumber } from '../../../shared/operations/numbers.ts';
import { startChallenge } from '../../../shared/operations/sign-in/start-challenge.ts';
import { verifyChallenge } from '../../../shared/operations/sign-in/verify-challenge.ts';
import { authenticator } from '../../unit/support/authenticator.ts';
import { movableClock } from '../../unit/support/clock.ts';
import { DEFAULT_PROMPT } from '../../unit/support/decision-table.ts';
import { fakeSigner } from '../../unit/support/fake-signer.ts';
import { seededRandom } from '../../unit/support/key-ring.ts';
import { MINUTE, NOW, policy } from '../../unit/support/users.ts';
import { assertion, caller, request } from '../../unit/support/world.ts';
import { describeWith, startTestDatabase } from '../support/database.ts';
import { startTestKms } from '../support/kms.ts';
import { startProgram } from '../support/operator-command.ts';

const database = await startTestDatabase('the users command');

/** Thousands of writes take their time on a busy machine. */
const PATIENCE_MS = 600_000;
/** Of the journal: a hash, a space, `imported`, a line feed. */
const LINE_BYTES = 32;

const random = seededRandom(9);
const secrets = Array.from({ length: 10_000 }, () => base32Secret(random.bytes(20)));
const isPhone = (index: number) => index % 10 === 9;
const numberOf = (index: number) =>
  `+1${201 + Math.floor(index / 8000)}555${String(100 + (index % 100)).padStart(4, '0')}`;
const lineOf = (index: number) => ({
  sub: `user-${index}`,
  ...(isPhone(index) ? { phone: numberOf(index) } : { totp: { secret: secrets[index], algorithm: 'SHA1' } }),
});

describeWith(database, 'the users command', (db) => {
  let folder: string;
  let kms: Awaited<ReturnType<typeof startTestKms>>;
  beforeAll(async () => {
    kms = await startTestKms();
    folder = await mkdtemp(join(tmpdir(), 'users-'));
  });
  afterAll(async () => {
    await kms.stop();
    await rm(folder, { recursive: true });
  });

  const run = (args: readonly string[], input?: string) =>
    startProgram(
      'users',
      [...args, '--table', db.table.name],
      { AWS_ENDPOINT_URL_DYNAMODB: db.endpoint, AWS_ENDPOINT_URL_KMS: kms.endpoint },
      input,
    );
  const importing = (file: string, ...options: string[]) =>
    run(['import', file, '--root-key', kms.rootArn, '--rate', '4000', ...options]);
  const recordOf = (sub: string) => db.item(userKey(sub as UserId), RECORD);
  const records = async () => (await db.items()).filter(({ sk }) => sk === RECORD);

  async function write(name: string, lines: readonly unknown[]): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  }

  /** Resolves once the journal has so many lines. */
  async function imported(journal: string, count: number): Promise<void> {
    for await (const _ of watch(folder)) {
      const { size } = await stat(journal).catch(() => ({ size: 0 }));
      if (size >= count * LINE_BYTES) return;
    }
  }

  /** Whether the secret signs the user in, a minute after the import. */
  async function signsIn(sub: string, secret: string): Promise<boolean> {
    const { factor } = (await recordOf(sub)) as { factor: { enabledAt: number } };
    const clock = { ...movableClock(), now: () => factor.enabledAt + MINUTE };
    const deps = {
      clock,
      random,
      policy,
      assertion,
      prompt: DEFAULT_PROMPT,
      defaultLocale: 'en' as const,
      methods: ['totp'] as const,
      users: createUserStore(db.table, clock, random),
      keys: keyRingFrom([{ version: 1, arn: kms.rootArn }], random, kms.client),
      signer: fakeSigner(),
    };
    const by = { ...caller, userId: sub as UserId };
    const asked = await startChallenge(deps)({ ...request(by), body: {} });
    if (!asked.ok || asked.value.decision !== 'challenge') return false;
    const { ok } = await verifyChallenge(deps)({
      ...request(by),
      params: { challengeId: asked.value.challengeId },
      body: { method: 'totp', code: authenticator(secret).codeAt(clock.now()) },
    });
    return ok;
  }

  test(
    '10,000 users, killed and then stopped half-way: each is imported once, and the secrets sign in',
    async () => {
      const own = { factor: { method: 'totp', secret: '1.own', lastStep: 1, enabledAt: 1 } };
      await db.put({ pk: userKey('user-3' as UserId), sk: RECORD, version: 1, ...own });
      const prompted = { version: 1, usedChallenges: {}, limits: {}, prompt: { skips: 2 }, events: [] };
      await db.put({ pk: userKey('user-4' as UserId), sk: RECORD, ...prompted });
      const lines: unknown[] = secrets.map((_, index) => lineOf(index));
      lines.splice(7, 0, { sub: 'other', totp: { secret: secrets[0], digits: 8 } });
      const file = await write('many.jsonl', lines);
      const journal = `${file}.journal`;

      for (const [count, signal] of [
        [2000, 'SIGKILL'],
        [5000, 'SIGTERM'],
      ] as const) {
        const half = imported(journal, count);
        const command = importing(file);
        // A command that ends by itself before is told below.
        await Promise.race([half, command.ended]);
        command.kill(signal);
        const ended = await command.ended;
        expect([ended.code, ended.signal]).toEqual(signal === 'SIGTERM' ? [130, null] : [null, 'SIGKILL']);
      }
      const between = (await records()).length;
      const last = await importing(file).ended;

      expect(between).toBeGreaterThan(5000);
      expect(between).toBeLessThan(10_000);
      expect({ code: last.code, notes: last.notes }).toMatchObject({
        code: 1,
        notes: expect.stringContaining(
          'Line 8: only codes of SHA-1, 6 digits and 30 seconds can be taken over',
        ),
      });
      expect(last.output).toMatch(/ +1 {2}lines are refused/);
      const all = await records();
      expect(all).toHaveLength(10_000);
      // A record that was written once has one write, and the event of it.
      const fresh = all.filter(({ pk }) => pk !== 'USER#user-3' && pk !== 'USER#user-4');
      expect(fresh.filter(({ writes }) => (writes as unknown[]).length !== 1)).toEqual([]);
      expect(fresh.filter(({ events }) => (events as unknown[]).length !== 1)).toEqual([]);
      expect(await recordOf('user-3')).toMatchObject({ version: 1, ...own });
      expect(await recordOf('user-4')).toMatchObject({ prompt: { skips: 2 }, factor: { method: 'totp' } });
      for (const index of [0, 4, 2500, 5001, 9998]) {
        expect([index, await signsIn(`user-${index}`, secrets[index] ?? '')]).toEqual([index, true]);
      }
      expect(await signsIn('user-1', secrets[0] ?? '')).toBe(false);
      process.stdout.write(`\n${between} users when it was stopped; the last run:\n${last.output}`);
    },
    PATIENCE_MS,
  );

  test('no secret and no number is anywhere in clear: not in the table, the journal, another file or what is said', async () => {
    const dump = JSON.stringify(await db.items());
    const files = (await readdir(folder)).filter((name) => !name.endsWith('.jsonl'));
    expect(files).toEqual(['many.jsonl.journal']);
    const journal = await readFile(join(folder, 'many.jsonl.journal'), 'utf8');
    for (const index of [0, 9, 5000, 9999]) {
      for (const text of [secrets[index] ?? '', numberOf(index), `user-${index}`]) {
        expect(journal).not.toContain(text);
        if (!text.startsWith('user-')) expect(dump).not.toContain(text);
      }
    }
    const { factor } = (await recordOf('user-9')) as { factor: { number: Parameters<typeof openNumber>[2] } };
    const keys = await keyRingFrom([{ version: 1, arn: kms.rootArn }], random, kms.client)();
    expect(openNumber(keys, 'user-9' as UserId, factor.number)).toBe(numberOf(9));
  });

  test('who was imported and has lost the factor since does not get it back by another run', async () => {
    const file = await write('few.jsonl', [{ ...lineOf(0), sub: 'lost' }]);
    await importing(file).ended;
    await db.put({ pk: userKey('lost' as UserId), sk: RECORD, version: 9, prompt: { skips: 0 } });

    const { output } = await importing(file).ended;

    expect(output).toMatch(/ 0 {2}imported\n +1 {2}by an earlier run/);
    expect(await recordOf('lost')).not.toHaveProperty('factor');
  });

  test('a dry run needs no key, writes nothing, and says what would be', async () => {
    const file = await write('dry.jsonl', [{ ...lineOf(0), sub: 'dry' }, lineOf(1), { sub: 'dry' }]);

    const { code, output } = await run(['import', file, '--dry-run']).ended;

    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(
        /1 {2}would be imported\n +1 {2}have a second factor of their own.*\n +1 {2}lines/,
      ),
    });
    expect(await recordOf('dry')).toBeUndefined();
    expect(await readdir(folder)).not.toContain('dry.jsonl.journal');
  });

  test('reads from a pipe, so that the users need no file in clear', async () => {
    const state = join(folder, 'piped.journal');
    const args = ['import', '-', '--root-key', kms.rootArn, '--state', state];

    const { code, output } = await run(args, JSON.stringify({ ...lineOf(0), sub: 'piped' })).ended;

    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/ 1 {2}imported/) });
    expect(await signsIn('piped', secrets[0] ?? '')).toBe(true);
  });

  test('an export says who has which method since when, and nothing else', async () => {
    const { code, output } = await run(['export']).ended;

    const exported = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(exported.length).toBeGreaterThanOrEqual(10_000);
    expect(exported).toContainEqual({ sub: 'user-3', method: 'totp', since: '1970-01-01T00:00:00.001Z' });
    expect(exported).toContainEqual({
      sub: 'user-9',
      method: 'phone',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(new Set(exported.flatMap(Object.keys))).toEqual(new Set(['sub', 'method', 'since']));
    expect(exported.map(({ sub }) => sub)).not.toContain('lost');
  });

  test('of the keys it says how many are under which, and ends with 1 while an old one has any', async () => {
    const settings = join(folder, 'rotated-settings');
    const base = { issuer: 'https://login.portal.example', audience: 'portal', brand: 'Portal' };
    const more = { portalOrigins: ['https://portal.example'], numbers: { allowedCountries: ['US'] } };
    await writeFile(settings, JSON.stringify({ ...base, ...more, rootKeys: [2, 1] }));

    const now = await run(['keys']).ended;
    const rotated = await run(['keys', '--settings', settings]).ended;

    expect({ code: now.code, output: now.output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^1\d{4} users are under root key 1, which is in use\.\n$/),
    });
    expect({ code: rotated.code, output: rotated.output }).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^0 users are under root key 2, which is in use\.\nUsers still under root key 1:\n +1\d{4} {2}with a secret or telephone number/,
      ),
    });
    await rm(settings);
  });

  test('an erasure leaves nothing of the users, may be repeated, and a dry run only looks', async () => {
    const trail = createAuditTrail(db.table);
    const goes = 'user-77' as UserId;
    await trail.append(goes, { id: eventId(NOW, 0), type: 'FactorImported', method: 'totp', at: NOW });
    const closed = join(folder, 'closed.txt');
    await writeFile(closed, 'user-78\n');
    const args = ['erase', goes, '--file', closed, '--trail-table', db.table.name];

    const dry = await run([...args, '--dry-run']).ended;
    expect(dry.output).toMatch(/ 2 {2}have a record/);
    expect(await recordOf(goes)).toBeDefined();
    expect((await run(args).ended).output).toMatch(/ 2 {2}erased\n$/);
    // Whoever was erased is as unknown as whoever is named wrongly, which is not to look like success.
    expect((await run(args).ended).output).toMatch(/ 2 {2}erased\n +2 {2}of them had no record/);

    const left = (await db.items()).filter((item) => /user-7[78]"/.test(JSON.stringify(item)));
    expect(left).toEqual([]);
    expect(await recordOf('user-770')).toBeDefined();
  });
});
