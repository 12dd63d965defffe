/** The stores of used assertions, each in the database that it is for. */

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CreateTableCommand, DynamoDB } from '@aws-sdk/client-dynamodb';
import { createClient } from '@redis/client';
import { usedInDynamoDb } from '../../../shared/portal/admission/src/dynamodb.ts';
import { usedInRedis } from '../../../shared/portal/admission/src/redis.ts';
import { usedAssertionsTable, usedInSql } from '../../../shared/portal/admission/src/sql.ts';
import type { UsedAssertions } from '../../../shared/portal/admission/src/used-assertions.ts';
import { startDatabase } from '../../local/emulator/tables/database.ts';

/** Of each store the same: once, also at once, and each assertion by itself. */
async function expectOnce(store: UsedAssertions, end: number): Promise<void> {
  const tries = await Promise.all(Array.from({ length: 20 }, () => store.claim('a', end)));
  expect(tries.filter((first) => first)).toHaveLength(1);
  expect(await store.claim('a', end)).toBe(false);
  expect(await store.claim('b', end)).toBe(true);
}

const inFiveMinutes = () => Math.floor(Date.now() / 1000) + 300;

describe('in DynamoDB', () => {
  const ACCESS = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  let database: Awaited<ReturnType<typeof startDatabase>>;
  let client: DynamoDB;
  beforeAll(async () => {
    database = await startDatabase(undefined, () => undefined);
    client = new DynamoDB({ ...ACCESS, endpoint: database.endpoint });
    await client.send(
      new CreateTableCommand({
        TableName: 'used',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'jti', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'jti', KeyType: 'HASH' }],
      }),
    );
  });
  afterAll(async () => {
    client.destroy();
    await database.stop();
  });

  test('an assertion is used once, and its item says when it may go', async () => {
    const end = inFiveMinutes();

    await expectOnce(usedInDynamoDb({ client, table: 'used' }), end);

    const { Item } = await client.getItem({ TableName: 'used', Key: { jti: { S: 'b' } } });
    expect(Item?.expiresAt).toEqual({ N: String(end) });
  });

  test('a first use whose answer was lost is still the first', async () => {
    let tries = 0;
    const losing = {
      async putItem(input: Parameters<typeof client.putItem>[0]) {
        // As the SDK does it: the same input again.
        for (;;) {
          tries += 1;
          const answer = await client.putItem(input);
          if (tries > 1) return answer;
        }
      },
    };
    const store = usedInDynamoDb({ client: losing, table: 'used' });

    expect(await store.claim('lost', inFiveMinutes())).toBe(true);
    expect(tries).toBe(2);
    expect(await store.claim('lost', inFiveMinutes())).toBe(false);
  });

  test('a table that is not there is an error and no use', async () => {
    const store = usedInDynamoDb({ client, table: 'absent' });

    await expect(async () => store.claim('a', inFiveMinutes())).rejects.toThrow(/resource|table/i);
  });
});

describe('in SQL', () => {
  const open = () => {
    const database = new DatabaseSync(':memory:');
    for (const statement of usedAssertionsTable()) database.exec(statement);
    const run = (statement: string, parameters: (string | number)[]) =>
      Number(database.prepare(statement).run(...parameters).changes);
    return { database, run };
  };

  test('an assertion is used once', async () => {
    const { run } = open();

    await expectOnce(usedInSql({ dialect: 'sqlite', run }), inFiveMinutes());
  });

  test('what has expired goes with the next use', async () => {
    const { database, run } = open();
    let now = 1_800_000_000;
    const store = usedInSql({ dialect: 'sqlite', run, now: () => now * 1000 });
    await store.claim('old', now + 10);
    await store.claim('newer', now + 11);

    now += 10;
    await store.claim('newest', now + 10);

    const rows = database.prepare('SELECT jti FROM used_assertions ORDER BY jti').all();
    expect(rows.map((row) => row.jti)).toEqual(['newer', 'newest']);
  });

  test.each([
    [
      'postgresql',
      'INSERT INTO used_assertions (jti, expires_at) VALUES ($1, $2) ON CONFLICT (jti) DO NOTHING',
    ],
    ['mysql', 'INSERT IGNORE INTO used_assertions (jti, expires_at) VALUES (?, ?)'],
  ] as const)('%s is asked in its own words', async (dialect, expected) => {
    const statements: string[] = [];
    const store = usedInSql({
      dialect,
      run(statement) {
        statements.push(statement);
        return 1;
      },
    });

    await store.claim('a', inFiveMinutes());

    expect(statements[1]).toBe(expected);
  });
});

describe('in Redis', () => {
  const there = (() => {
    try {
      execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  const name = 'an assertion is used once, and its key goes by itself';
  if (!there) process.stdout.write(`\nNot run: in Redis, ${name}. It takes redis-server.\n`);

  (there ? test : test.skip)(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const path = join(folder, 'socket');
    const arguments_ = ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder];
    const server = spawn('redis-server', arguments_, { stdio: ['ignore', 'pipe', 'ignore'] });
    const client = createClient({ socket: { path, tls: false } });
    try {
      await new Promise<void>((resolve) => {
        server.stdout.on('data', (line: Buffer) => line.includes('ready to accept') && resolve());
      });
      await client.connect();
      const now = Date.now();
      const store = usedInRedis({ send: (command) => client.sendCommand(command), now: () => now });
      const end = Math.floor(now / 1000) + 300;

      await expectOnce(store, end);

      const left = Number(await client.sendCommand(['PTTL', '2fa:used:a']));
      expect(left).toBeGreaterThan(200_000);
      expect(left).toBeLessThanOrEqual(300_000);
      expect(await store.claim('past', Math.floor(now / 1000) - 1)).toBe(true);
    } finally {
      client.destroy();
      server.kill();
      await new Promise((resolve) => server.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
