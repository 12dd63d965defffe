/** An attack below every limit is seen: in the log by network and pseudonym, in each account's trail. */

import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { supportGetUser } from '../../shared/contract/operations/support-get-user.ts';
import { supportListEvents } from '../../shared/contract/operations/support-list-events.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import {
  type Customer,
  challenge,
  enrolTotp,
  freshNumber,
  nextStep,
  prove,
  signIn,
} from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

type Line = Readonly<Record<string, unknown>>;

/** The lines of answered requests, as a query over the functions' logs would find them. */
const answered = (): readonly Line[] =>
  system()
    .logs()
    .flatMap((line): readonly Line[] => {
      const start = line.indexOf('{');
      if (!line.includes('"request_completed"') || start < 0) return [];
      return [JSON.parse(line.slice(start)) as Line];
    });

const of = ({ sub }: Customer) => ({ params: { userId: sub } });

/** Without that it is read here. */
async function trailOf(customer: Customer): Promise<readonly Line[]> {
  const agent = await signIn(system(), { sub: 'agent-reads', scope: '2fa:support' });
  const { events } = await agent.get(supportListEvents, of(customer));
  return events.filter(({ by }) => by !== agent.sub);
}

test('four wrong codes on each of six accounts, and nobody is limited: the network, the accounts and what it got', async () => {
  const customers = await Promise.all(Array.from({ length: 6 }, () => signIn(system())));
  const apps = new Map<Customer, Awaited<ReturnType<typeof enrolTotp>>['app']>();
  for (const customer of customers) apps.set(customer, (await enrolTotp(system(), customer)).app);
  nextStep(system());
  const before = answered().length;

  for (const [customer, app] of apps) {
    const params = { challengeId: await challenge(customer) };
    for (let tries = 0; tries < 4; tries++) {
      const body = { method: 'totp', code: app.wrong() };
      expect((await customer.refused(verifyChallenge, { params, body })).code).toBe('wrong_code');
    }
  }
  const [taken] = customers;
  if (taken === undefined) throw new Error('There are no customers.');
  await prove(taken, apps.get(taken)?.code() ?? '');
  await system().idle();

  const tried = answered()
    .slice(before)
    .filter(({ operation }) => operation === 'verify-challenge');
  const wrong = tried.filter(({ outcome, method }) => outcome === 'wrong' && method === 'totp');
  expect(wrong).toHaveLength(24);
  const [network, ...others] = new Set(wrong.map((line) => line.network));
  expect([network, others]).toEqual([expect.stringMatching(/^127\.0\.0\.0\/24$|^0:0:0::\/48$/), []]);
  expect(new Set(wrong.map(({ user }) => user)).size).toBe(6);

  const agent = await signIn(system(), { sub: 'agent-7', scope: '2fa:support' });
  const { pseudonyms } = await agent.get(supportGetUser, of(taken));
  const got = tried.filter(({ outcome }) => outcome === 'accepted').map(({ user }) => user);
  expect(got).toEqual([pseudonyms[0]]);

  for (const customer of customers.slice(1)) {
    expect(await trailOf(customer)).toMatchObject([
      { type: 'WrongCodesEntered', kind: 'code', count: 4 },
      { type: 'WrongCodesEntered', kind: 'code', count: 2 },
      { type: 'WrongCodesEntered', kind: 'code', count: 1 },
      { type: 'TwoFactorEnabled' },
    ]);
  }
});

test('a code that is sent, and one that is not, are in the trail', async () => {
  const customer = await signIn(system());
  const body = { phoneNumber: freshNumber(), channel: 'sms' };
  system().controls.setFaults({ 'sns:Publish': { error: 'InternalError', times: 6 } });
  await customer.call(startPhone, { body });
  system().controls.setFaults({});
  system().clock.advance(30_000);
  await customer.get(startPhone, { body });
  await system().idle();

  const facts = { channel: 'sms', purpose: 'enrollment' };
  expect(await trailOf(customer)).toMatchObject([
    { type: 'CodeRequested', ...facts },
    { type: 'CodeNotSent', ...facts },
    { type: 'CodeRequested', ...facts },
  ]);
});

test('who of support has looked is in the trail, once a day', async () => {
  const customer = await signIn(system());
  await enrolTotp(system(), customer);
  const agents = await Promise.all(
    ['agent-1', 'agent-2'].map((sub) => signIn(system(), { sub, scope: '2fa:support' })),
  );
  for (const agent of [...agents, ...agents]) {
    await agent.get(supportGetUser, of(customer));
    await agent.get(supportListEvents, of(customer));
  }
  await system().idle();

  const viewed = (await trailOf(customer)).filter(({ type }) => type === 'SupportViewed');
  expect(viewed.map(({ by }) => by)).toEqual(['agent-2', 'agent-1']);
});

test('no line holds a user of the portal', async () => {
  const customer = await signIn(system());
  await customer.get(getStatus);
  expect(answered().length).toBeGreaterThan(0);
  expect(system().logs().join('\n')).not.toContain(customer.sub);
  expect(JSON.stringify(answered())).not.toMatch(/agent-7|127\.0\.0\.1|::1"/);
});
