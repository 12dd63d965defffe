/**
 * Imports users with the factor that they had at another provider, each once.
 *
 * The write of a user is made on the condition that there is no factor, so that a run that was cut short, or a second
 * one, overwrites nothing. The journal is for what happens between two runs: whoever was imported, and has changed or
 * lost the factor since, or was erased, does not get the old one back.
 */

import { importFactor } from '../../domain/imported-factor.ts';
import { newUser } from '../../domain/user.ts';
import type { Core } from '../../operations/dependencies.ts';
import { update } from '../../operations/update.ts';
import type { Journal, JournalForm } from '../common/journal.ts';
import type { ImportReport, ImportTally } from './import-report.ts';
import type { ImportRow } from './rows.ts';

/** `present`: had a factor of the own when the import came to them. */
export type UserState = 'imported' | 'present';
export const USERS: JournalForm<UserState> = { states: ['imported', 'present'] };

export interface ImportPorts extends Pick<Core, 'users' | 'clock' | 'random'> {
  readonly rows: AsyncIterable<ImportRow>;
  readonly journal: Journal<UserState>;
  readonly report: ImportReport;
  /** Resolves when the next user may be written. */
  readonly pace: () => Promise<void>;
  /** Aborted: nothing new is begun, what is on its way comes to its end. */
  readonly stop: AbortSignal;
  /** Users on their way at a time. */
  readonly inFlight: number;
  /** Whether nothing is written, and users are only looked at. */
  readonly dryRun: boolean;
}

type User = Extract<ImportRow, { factor: unknown }>;

/** Throws what made it give up, once everything begun has ended and is in the journal. */
export async function runImport(ports: ImportPorts): Promise<ImportTally> {
  const { rows, report, stop } = ports;
  const running = new Map<string, Promise<void>>();
  let failure: unknown;
  for await (const row of rows) {
    if (stop.aborted || failure !== undefined) break;
    if ('fault' in row) {
      report.fault(row.line, row.fault);
      continue;
    }
    // Two lines of one user, one after the other: the first counts.
    await running.get(row.userId);
    while (running.size >= ports.inFlight) await Promise.race(running.values());
    await ports.pace();
    const work = importUser(row, ports)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => running.delete(row.userId));
    running.set(row.userId, work);
  }
  await Promise.all(running.values());
  if (failure !== undefined) throw failure;
  return report.tally();
}

async function importUser({ userId, factor, short }: User, ports: ImportPorts): Promise<void> {
  const { journal, report, users, clock } = ports;
  if (journal.stateOf(userId) !== undefined) return report.count('before');
  let outcome: UserState;
  if (ports.dryRun) {
    outcome = (await users.load(userId)).factor === undefined ? 'imported' : 'present';
  } else {
    // Most are new here: no read, and where there is a record after all, the write that loses brings it.
    const done = await update(ports, newUser(userId), (user) => importFactor(user, factor, clock.now()));
    if (!done.ok) throw new Error('An import is never refused.');
    outcome = done.value.value;
  }
  await journal.note(userId, outcome);
  report.count(outcome);
  if (short && outcome === 'imported') report.count('short');
}
