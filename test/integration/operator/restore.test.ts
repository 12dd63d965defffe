/** The restore command, on DynamoDB: what comes back of a backup, and what must not. */

import { createAuditTrail } from '../../../shared/adapters/audit-trail.ts';
import { RECORD, userKey } from '../../../shared/adapters/table.ts';
import { createUserStore } from '../../../shared/adapters/user-store.ts';
import { eventId } from '../../../shared/contract/events.ts';
import type { UserId } from '../../../shared/domain/brand.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { movableClock } from '../../unit/support/clock.ts';
import { seededRandom } from '../../unit/support/key-ring.ts';
import { DAY, NOW } from '../../unit/support/users.ts';
import { withApp } from '../../unit/support/world.ts';
import { describeWith, startTestDatabase } from '../support/database.ts';
import { startProgram } from '../support/operator-command.ts';

const [own, restored, trails] = await Promise.all([
  startTestDatabase('the restore command'),
  startTestDatabase('the restore command'),
  startTestDatabase('the restore command'),
]);

describeWith(own, 'the restore command', (db) => {
  if (restored === undefined || trails === undefined) throw new Error('There is no second database');
  const { table: from } = restored;
  const { table: trail } = trails;
  afterAll(() => Promise.all([restored.stop(), trails.stop()]));

  /** Who has what in the backup, and what has happened to them since. */
  const SINCE: Readonly<Record<string, DomainEvent['type'] | undefined>> = {
    lost: undefined,
    used: 'BackupCodeUsed',
    switched: 'AuthenticatorReplaced',
    reset: 'SupportReset',
  };
  const users = Object.keys(SINCE).map((name) => name as UserId);
  const store = (table: typeof from) => createUserStore(table, movableClock(), seededRandom(3));

  beforeAll(async () => {
    const before = store(from);
    for (const id of users) {
      const empty = await before.load(id);
      const told: DomainEvent = { type: 'TwoFactorEnabled', method: 'totp', at: NOW } as DomainEvent;
      await before.replace(empty, { ...withApp({ id }), version: empty.version + 1, events: [told] });
      const type = SINCE[id];
      // Before the backup, and after it.
      const events = [
        { type: 'SupportReset', reset: 'factors', at: NOW - DAY },
        ...(type === undefined ? [] : [{ type, reset: 'factors', at: NOW + 1 }]),
      ];
      for (const [index, event] of events.entries()) {
        await createAuditTrail(trail).append(id, { ...(event as DomainEvent), id: eventId(NOW, index) });
      }
    }
    await restored.put({ pk: 'SERVICE', sk: 'MESSAGES', count: 3 });
  });

  const run = (...args: string[]) => {
    const tables = ['--from', from.name, '--table', db.table.name, '--trail-table', trail.name];
    const since = ['--since', new Date(NOW).toISOString()];
    return startProgram('restore', [...tables, ...since, ...args], { AWS_ENDPOINT_URL_DYNAMODB: db.endpoint })
      .ended;
  };
  const outcomes = ({ output }: { readonly output: string }) =>
    Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line): readonly [string, string] => {
          const { sub, outcome } = JSON.parse(line);
          return [sub, outcome];
        }),
    );
  const ALL = {
    lost: 'restored',
    used: 'without backup codes',
    switched: 'with an old factor',
    reset: 'left out',
  };

  test('a dry run says what would become of each, and writes nothing', async () => {
    const end = await run('--dry-run');
    expect([end.code, outcomes(end)]).toEqual([0, ALL]);
    expect(await db.items()).toEqual([]);
  });

  test('who is named is restored, and nobody else', async () => {
    expect(outcomes(await run('lost'))).toEqual({ lost: 'restored' });
    expect((await db.items()).map(({ pk }) => pk)).toEqual([userKey('lost' as UserId)]);
  });

  test('records come back without their events; used codes, factors that were reset and counts do not', async () => {
    expect(outcomes(await run())).toEqual(ALL);
    const back = await Promise.all(users.map((id) => db.item(userKey(id), RECORD)));
    expect(
      back.map((item) => item && [Boolean(item.factor), Boolean(item.backupCodes), item.events]),
    ).toEqual([[true, true, []], [true, false, []], [true, true, []], undefined]);
    expect(await db.item('SERVICE', 'MESSAGES')).toBeUndefined();
  });

  test('what has come back is the customer’s factor as it was', async () => {
    const [before, after] = await Promise.all(
      [from, db.table].map((table) => store(table).load('lost' as UserId)),
    );
    expect(after).toEqual({ ...before, events: [] });
  });
});
