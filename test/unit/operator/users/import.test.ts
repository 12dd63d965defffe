/** An import: each user once, whatever the file repeats and whatever fails in the middle. */

import type { Sealed, UserId } from '../../../../shared/domain/brand.ts';
import { type ImportPorts, runImport, type UserState } from '../../../../shared/operator/users/import.ts';
import { createImportReport } from '../../../../shared/operator/users/import-report.ts';
import type { ImportRow } from '../../../../shared/operator/users/rows.ts';
import { movableClock } from '../../support/clock.ts';
import { seededRandom } from '../../support/key-ring.ts';
import { memoryUsers } from '../../support/memory-users.ts';
import { KIM } from '../../support/users.ts';
import { outage, withPhone } from '../../support/world.ts';

const row = (line: number, userId: string, short = false): ImportRow => ({
  line,
  userId: userId as UserId,
  factor: { method: 'totp', secret: `secret of line ${line}` as Sealed },
  short,
});

function importing(rows: readonly ImportRow[], parts: Partial<ImportPorts> = {}) {
  const users = memoryUsers(withPhone());
  const states = new Map<string, UserState>();
  const said: string[] = [];
  async function* read() {
    yield* rows;
  }
  const ports: ImportPorts = {
    users,
    clock: movableClock(),
    random: seededRandom(3),
    rows: read(),
    journal: {
      stateOf: (name) => states.get(name),
      note: async (name, state) => void states.set(name, state),
      close: async () => undefined,
    },
    report: createImportReport(rows.length, { write: (text) => said.push(text) }, () => 0),
    pace: async () => undefined,
    stop: new AbortController().signal,
    inFlight: 10,
    dryRun: false,
    ...parts,
  };
  return { users, states, said, run: () => runImport(ports) };
}

test('of two lines of a user the first counts; faults are told by their lines; short secrets are counted', async () => {
  const rows = [row(1, 'a', true), { line: 2, fault: 'no sense' }, row(3, 'a'), row(4, 'b')];
  const { users, said, run } = importing(rows);
  // The first write is still on its way when the next line is read.
  users.meets(() => new Promise((landed) => setImmediate(landed)));

  expect(await run()).toEqual({ imported: 2, before: 1, present: 0, faulty: 1, short: 1 });

  expect((await users.load('a' as UserId)).factor).toMatchObject({ secret: 'secret of line 1' });
  expect(said).toEqual(['Line 2: no sense\n']);
});

test('who has a factor keeps it, and no later run asks again', async () => {
  const { users, states, run } = importing([row(1, KIM)]);

  expect(await run()).toMatchObject({ imported: 0, present: 1 });

  expect(users.kim().factor?.method).toBe('phone');
  expect(states.get(KIM)).toBe('present');
});

test('where the database fails, it ends, with what had landed in the journal', async () => {
  const { users, states, run } = importing(
    Array.from({ length: 100 }, (_, index) => row(index + 1, `user-${index}`)),
    { inFlight: 1 },
  );
  users.meets(({ id }) => {
    if (id === 'user-7') throw outage('dynamodb');
  });

  await expect(run()).rejects.toThrow('unavailable');

  expect(states.size).toBeLessThan(10);
  for (const name of states.keys()) expect((await users.load(name as UserId)).factor).toBeDefined();
  expect(states.has('user-7')).toBe(false);
});

test('stopped, it begins nothing new', async () => {
  const { users, run } = importing([row(1, 'a')], { stop: AbortSignal.abort() });

  expect(await run()).toMatchObject({ imported: 0 });
  expect(users.landed()).toBe(0);
});

test('a dry run counts and writes nothing', async () => {
  const { users, run } = importing([row(1, 'a'), row(2, KIM)], { dryRun: true });

  expect(await run()).toMatchObject({ imported: 1, present: 1 });
  expect(users.landed()).toBe(0);
});
