/** What customers see of their own activity, and what is left of them once they are erased. */

import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { listEvents } from '../../shared/contract/operations/list-events.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { supportEraseUser } from '../../shared/contract/operations/support-erase-user.ts';
import { supportGetUser } from '../../shared/contract/operations/support-get-user.ts';
import { supportListEvents } from '../../shared/contract/operations/support-list-events.ts';
import { supportReset } from '../../shared/contract/operations/support-reset.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import {
  type Customer,
  challenge,
  enrolPhone,
  enrolTotp,
  freshNumber,
  nextStep,
  prove,
  signIn,
} from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const agent = () => signIn(system(), { sub: 'agent-7', scope: 'openid 2fa:support' });
const admin = () => signIn(system(), { sub: 'admin-1', scope: '2fa:admin' });
const of = (customer: Customer) => ({ params: { userId: customer.sub } });

/** Everything in both tables that has this text somewhere. */
async function itemsWith(text: string): Promise<readonly unknown[]> {
  const client = new DynamoDBClient({
    endpoint: system().dynamo.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const found: unknown[] = [];
  for (const TableName of system().dynamo.tableNames) {
    const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    found.push(...Items.filter((item) => JSON.stringify(item).includes(text)));
  }
  client.destroy();
  return found;
}

test('customers see what happened to their factor, and nothing of who has looked at it or why it was reset', async () => {
  const customer = await signIn(system());
  await enrolTotp(system(), customer);
  const support = await agent();
  await support.get(supportGetUser, of(customer));
  await support.get(supportReset, { ...of(customer), body: { reset: 'factors', reason: 'A suspicion' } });
  await system().idle();

  const { events, cursor } = await customer.get(listEvents);

  expect(events.map(({ type }) => type)).toEqual(['SupportReset', 'TwoFactorEnabled']);
  expect(JSON.stringify(events)).not.toMatch(/agent-7|suspicion/);
  expect(cursor).toBeNull();
  expect((await (await signIn(system())).get(listEvents)).events).toEqual([]);
});

describe('erasing a user', () => {
  test('leaves no item and no trail of the user, also not what the stream brings later; then the user begins anew', async () => {
    const customer = await signIn(system(), { sub: `closes-${process.pid}`, email: 'closes@example.com' });
    const { app } = await enrolTotp(system(), customer);
    nextStep(system());
    const stepUp = await prove(customer, app.code(), { purpose: 'step_up' });
    await enrolPhone(system(), customer, freshNumber(), { stepUp });
    await system().idle();
    expect((await itemsWith(customer.sub)).length).toBeGreaterThan(4);
    // Writes whose events the stream has still to carry on.
    await prove(customer, 'AAAA-AAAA-AAAA-AAAA', { method: 'backup_code' }).catch(() => undefined);
    const challengeId = await challenge(customer);

    const { status } = await (await admin()).call(supportEraseUser, of(customer));
    // Nor does a challenge that was open leave anything.
    const body = { method: 'backup_code', code: 'AAAA-AAAA-AAAA-AAAA' } as const;
    const refused = await customer.refused(verifyChallenge, { params: { challengeId }, body });
    await system().idle();

    expect(status).toBe(204);
    expect(refused.code).toBe('challenge_not_found');
    expect(await itemsWith(customer.sub)).toEqual([]);
    expect(system().controls.events().at(-1)).toMatchObject({
      detail: { type: 'UserErased', userId: customer.sub, by: 'admin-1' },
    });
    // A stopped clock lets versions run ahead of it; what comes later is of a later version.
    nextStep(system());
    expect(await customer.get(getStatus)).toMatchObject({
      enabled: false,
      backupCodes: null,
      enabledAt: null,
    });
    expect((await customer.get(listEvents)).events).toEqual([]);
    expect((await customer.get(startChallenge, { body: {} })).decision).toBe('enroll');
    const anew = await enrolTotp(system(), customer);
    expect(anew.backupCodes).toHaveLength(10);
    await system().idle();
    expect((await customer.get(listEvents)).events.map(({ type }) => type)).toEqual(['TwoFactorEnabled']);
  });

  test('may be repeated, and asked for of somebody who was never there', async () => {
    const nobody = await signIn(system());
    for (let times = 0; times < 2; times++) {
      expect((await (await admin()).call(supportEraseUser, of(nobody))).status).toBe(204);
    }
    await system().idle();
    expect(await itemsWith(nobody.sub)).toEqual([]);
  });

  test('takes its own scope, which opens nothing else, and is not for oneself', async () => {
    const customer = await signIn(system());
    expect((await (await agent()).refused(supportEraseUser, of(customer))).code).toBe('forbidden');
    expect((await (await admin()).refused(supportListEvents, of(customer))).code).toBe('forbidden');
    const own = await (await admin()).refused(supportEraseUser, { params: { userId: 'admin-1' } });
    expect(own.code).toBe('forbidden');
  });
});
