/** Sending the recommendation: what a failure in the middle leaves behind. */

import { OFFERED_METHODS } from '../../../../shared/domain/method.ts';
import { type CampaignPorts, runCampaign } from '../../../../shared/operator/recommend/campaign.ts';
import type { Customer, Row } from '../../../../shared/operator/recommend/customers.ts';
import type { AddressState, Journal } from '../../../../shared/operator/recommend/journal.ts';
import { createReport } from '../../../../shared/operator/recommend/report.ts';

const customer = (index: number): Customer => ({
  userId: `user-${index}`,
  email: `customer.${index}@example.com`,
  locale: 'en',
});

async function* rowsOf(count: number): AsyncGenerator<Row> {
  for (let index = 0; index < count; index++) yield { line: index + 2, customer: customer(index) };
}

function memoryJournal(): Journal & { readonly states: ReadonlyMap<string, AddressState> } {
  const states = new Map<string, AddressState>();
  return {
    states,
    stateOf: (address) => states.get(address),
    note: async (address, state) => void states.set(address, state),
    close: async () => undefined,
  };
}

const portsWith = (ports: Partial<CampaignPorts>): CampaignPorts => ({
  rows: rowsOf(0),
  readStandings: async (ids) => new Map(ids.map((id) => [id, 'open'])),
  journal: memoryJournal(),
  mailer: { send: async () => undefined },
  sender: { brand: 'Mission Control' },
  methods: OFFERED_METHODS,
  report: createReport(0, { write: () => undefined }, () => 0),
  pace: async () => undefined,
  sleep: async () => undefined,
  stop: new AbortController().signal,
  inFlight: 50,
  retryUnsure: false,
  ...ports,
});

test('where the database fails, the outcome of every mail that is on its way is noted first', async () => {
  const journal = memoryJournal();
  const answers: (() => void)[] = [];
  const mailer = { send: () => new Promise<void>((sent) => answers.push(sent)) };
  let reads = 0;
  const readStandings: CampaignPorts['readStandings'] = async (ids) => {
    reads += 1;
    if (reads === 1) return new Map(ids.map((id) => [id, 'open']));
    // SES answers only after the database has failed.
    setImmediate(() => {
      for (const answer of answers) answer();
    });
    throw new Error('no database');
  };

  const run = runCampaign(portsWith({ rows: rowsOf(150), journal, mailer, readStandings, inFlight: 200 }));

  await expect(run).rejects.toThrow('no database');
  expect(answers).toHaveLength(100);
  expect([...journal.states.values()]).toEqual(Array(100).fill('sent'));
});

test('an address that comes up twice while its mail is on its way is mailed once', async () => {
  const mailed: string[] = [];
  async function* twice(): AsyncGenerator<Row> {
    yield { line: 2, customer: customer(1) };
    yield { line: 3, customer: { ...customer(1), userId: 'another' } };
  }
  const mailer = {
    send: async (to: string) => {
      await new Promise(setImmediate);
      mailed.push(to);
    },
  };

  const tally = await runCampaign(portsWith({ rows: twice(), mailer }));

  expect(mailed).toEqual([customer(1).email]);
  expect(tally).toMatchObject({ mailed: 1, mailedBefore: 1, unsure: 0 });
});
