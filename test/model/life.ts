/** Lives a life: runs its rounds on a service of its own, and holds every answer against the ledger. */

import { getUser } from '../../shared/operations/support/get-user.ts';
import { type Action, type Doing, NO_TROUBLES, type Round } from './action.ts';
import { nothingYet, requestOf } from './customer.ts';
import type { Exchange } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { agent, createService, KIM } from './service.ts';
import type { RunTable } from './table.ts';
import { takeTurns } from './turns.ts';

/** Between an answer and what comes of it. */
const MOMENT_MS = 10;

export type Life = ReturnType<typeof beginLife>;

/** @param note is told of each exchange. */
export function beginLife(table: RunTable, note: (exchange: Exchange, lostWrites: number) => void) {
  const service = createService(table);
  const has = nothingYet();
  const story: string[] = [];
  const complaints: string[] = [];
  const ledger = new Ledger((complaint) => void complaints.push(complaint));
  const { clock, journal } = service;

  /** Requests that are on their way at once. */
  async function together(
    actions: readonly Action[],
    picks: readonly number[],
  ): Promise<readonly Exchange[]> {
    const turns = takeTurns(picks);
    const exchanges: Exchange[] = [];
    const begun = actions.map((action) => ({ action, ...requestOf(action, has, clock.now()) }));
    for (const { action, sent, perform } of begun) {
      turns.start(async () => {
        const request = service.request(action, turns);
        const from = clock.now();
        const answer = await perform(request);
        const { landings, met, handed } = request;
        const answeredAt = journal.order;
        exchanges.push({ action, sent, answer, from, to: clock.now(), answeredAt, landings, met, handed });
        note(exchanges.at(-1) as Exchange, request.lost());
      });
    }
    await turns.finish();
    for (const exchange of exchanges) {
      story.push(told(exchange));
      keep(exchange);
    }
    ledger.enter(exchanges);
    throwIfWrong();
    // Where nothing was written, there is nothing new to see.
    if (exchanges.some(({ landings }) => landings.length > 0)) await look();
    clock.advance(MOMENT_MS);
    return exchanges;
  }

  function keep({ answer, sent, handed }: Exchange): void {
    for (const { code } of handed) has.sentCodes.push({ code, challengeId: sent.challengeId });
    if (answer.is !== 'ok') return;
    const { secret, backupCodes, assertion, challengeId } = answer.value;
    if (secret !== undefined) has.secrets.push(secret);
    if (challengeId !== undefined) has.challenges.push(challengeId);
    if (assertion !== undefined) has.assertions.push(assertion);
    has.backupCodes.push(...(backupCodes ?? []));
  }

  /** What support sees, with nothing under way. */
  async function look(): Promise<void> {
    const turns = takeTurns([]);
    turns.start(async () => {
      const { deps } = service.request(NO_TROUBLES, turns);
      const shared = { caller: agent, headers: {}, query: undefined, body: undefined };
      const seen = await getUser(deps)({ ...shared, params: { userId: KIM } });
      if (seen.ok) ledger.compare(seen.value, clock.now());
    });
    await turns.finish();
    const { factor } = ledger.factors;
    has.secret = factor?.method === 'totp' ? factor.secret : has.secrets.at(-1);
    throwIfWrong();
  }

  function throwIfWrong(): void {
    if (complaints.length > 0) throw new Wrong(complaints, story);
  }

  return {
    ledger,
    has,
    story,
    async live(rounds: readonly Round[]): Promise<void> {
      for (const round of rounds) {
        if ('wait' in round) {
          clock.advance(round.wait * 1000);
          story.push(`  ${round.wait} s later`);
        } else await together(round.together, round.picks);
      }
    },
    wait(seconds: number): void {
      clock.advance(seconds * 1000);
      story.push(`  ${seconds} s later`);
    },
    /** One request, which meets no trouble. */
    async act(doing: Doing): Promise<Exchange> {
      const [exchange] = await together([{ ...doing, ...NO_TROUBLES }], []);
      return exchange as Exchange;
    },
    complain(text: string): void {
      complaints.push(text);
      throwIfWrong();
    },
  };
}

/** What a life should not have brought, and how it went. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
  constructor(complaints: readonly string[], story: readonly string[]) {
    super(`${complaints.join('; ')}\n${story.join('\n')}`);
  }
}

/** An exchange in a line. */
function told({
  action: { database: _database, beyond: _beyond, ...doing },
  sent,
  answer,
  met,
  landings,
}: Exchange): string {
  const { do: what, ...how } = doing;
  const details = Object.entries(how).map(([name, value]) => `${name} ${value}`);
  const code = sent.code === undefined ? [] : [`(${sent.code})`];
  const troubles = met.map(({ service, trouble }) => `${service} ${trouble}`);
  const ending = answer.is === 'refused' ? answer.error.code : answer.is;
  const shown = answer.is === 'ok' ? answer.value.backupCodesRemaining : undefined;
  return [
    `${[what, ...details, ...code].join(' ')} → ${ending}`,
    `${shown === undefined ? '' : `, ${shown} backup codes left`}; writes: ${landings.map(({ order }) => order).join(', ')}`,
    troubles.length === 0 ? '' : `; trouble: ${troubles.join(', ')}`,
  ].join('');
}
