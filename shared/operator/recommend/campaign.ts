/** Sends the recommendation to the customers that it is meant for, to each address once. */

import type { OfferedMethod } from '../../domain/method.ts';
import { type Mail, MailError, type Mailer } from '../../domain/ports/mailer.ts';
import type { Sender } from '../../wording/mail.ts';
import { renderRecommendation } from '../../wording/recommendation.ts';
import type { Row } from './customers.ts';
import { MAX_USERS, type ReadStandings } from './enrolled.ts';
import type { Journal } from './journal.ts';
import type { Report, Tally } from './report.ts';

export interface CampaignPorts {
  readonly rows: AsyncIterable<Row>;
  readonly readStandings: ReadStandings;
  readonly journal: Journal;
  readonly mailer: Mailer;
  readonly sender: Sender;
  /** What the operator offers. */
  readonly methods: readonly OfferedMethod[];
  readonly report: Report;
  /** Resolves when the next mail may go. */
  readonly pace: () => Promise<void>;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Aborted: nothing new is begun, what is on its way comes to its end. */
  readonly stop: AbortSignal;
  /** Mails on their way at a time. */
  readonly inFlight: number;
  /** Whether addresses of which a dead run has left unknown whether they were mailed are mailed again. */
  readonly retryUnsure: boolean;
}

type Customer = Extract<Row, { customer: unknown }>;

/** So many addresses can't be bad with none good among them: it must be the settings. */
const ALL_BAD = 20;
const THROTTLED_TRIES = 6;
const FIRST_PAUSE_MS = 500;

/** Throws what made it give up, e.g. a `MailError`, once everything begun has ended and is in the journal. */
export async function runCampaign(ports: CampaignPorts): Promise<Tally> {
  const { rows, report, stop } = ports;
  const running = new Set<Promise<void>>();
  /** Addresses that are claimed and by this run: on their way, or of unknown outcome. */
  const ours = new Set<string>();
  let failure: unknown;
  let batch: Customer[] = [];

  try {
    for await (const row of rows) {
      if (halted()) break;
      if ('fault' in row) {
        report.fault(row.line, row.fault);
        continue;
      }
      batch.push(row);
      if (batch.length === MAX_USERS) await sendBatch();
    }
    if (!halted()) await sendBatch();
  } catch (error) {
    failure ??= error;
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure;
  return report.tally();

  function halted(): boolean {
    return stop.aborted || failure !== undefined;
  }

  async function sendBatch(): Promise<void> {
    const candidates = batch.filter(isNew);
    batch = [];
    if (candidates.length === 0) return;
    // A customer may have enrolled since an earlier run, so the record is asked for each time.
    const standings = await ports.readStandings(candidates.map(({ customer }) => customer.userId));
    for (const row of candidates) {
      const standing = standings.get(row.customer.userId) ?? 'open';
      if (standing !== 'open') report.count(standing);
      // Asked again: the same address may have come up meanwhile.
      else if (isNew(row)) await begin(row);
      if (halted()) return;
    }
  }

  /** Whether the address is still to be mailed; counts it if not. */
  function isNew({ line, customer: { email } }: Customer): boolean {
    switch (ports.journal.stateOf(email)) {
      case undefined:
      case 'not_sent':
        return true;
      case 'sent':
        report.count('mailedBefore');
        return false;
      case 'claimed':
        if (ours.has(email.toLowerCase())) report.count('mailedBefore');
        else if (ports.retryUnsure) return true;
        else report.unsure(line);
        return false;
    }
  }

  async function begin(row: Customer): Promise<void> {
    while (running.size >= ports.inFlight) await Promise.race(running);
    await ports.pace();
    const mail = await renderRecommendation(row.customer.locale, ports.sender, ports.methods);
    if (halted()) return;
    const key = row.customer.email.toLowerCase();
    ours.add(key);
    const work = mailTo(row, mail, ports)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        if (ports.journal.stateOf(row.customer.email) !== 'claimed') ours.delete(key);
        running.delete(work);
      });
    running.add(work);
  }
}

/** Mails one customer. Throws what concerns all the others as well. */
async function mailTo({ line, customer }: Customer, mail: Mail, ports: CampaignPorts): Promise<void> {
  const { journal, mailer, report, stop } = ports;
  const { email } = customer;
  await journal.note(email, 'claimed');
  for (let tries = 1; ; tries++) {
    const failure = await mailer.send(email, mail).then(() => undefined, toMailError);
    if (failure === undefined) {
      await journal.note(email, 'sent');
      return report.count('mailed');
    }
    switch (failure.kind) {
      case 'bad_address':
        // Not for good: it may be the settings that SES does not like, and asking again does no harm.
        await journal.note(email, 'not_sent');
        report.count('badAddress');
        if (report.tally().mailed === 0 && report.tally().badAddress >= ALL_BAD) throw failure;
        return;
      case 'unknown':
        return report.unsure(line);
      case 'refused':
        await journal.note(email, 'not_sent');
        throw failure;
      case 'throttled':
        if (tries < THROTTLED_TRIES && !stop.aborted) {
          await ports.sleep(FIRST_PAUSE_MS * 2 ** (tries - 1));
          continue;
        }
        await journal.note(email, 'not_sent');
        if (stop.aborted) return;
        throw failure;
    }
  }
}

function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error;
  throw error;
}
