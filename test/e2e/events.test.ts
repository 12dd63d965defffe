/** What happens to a second factor reaches the trail, the bus and the customer, whatever fails on the way. */

import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { RECORD } from '../../shared/adapters/table.ts';
import { publishedEvent } from '../../shared/contract/events.ts';
import { replaceBackupCodes } from '../../shared/contract/operations/replace-backup-codes.ts';
import { supportGetUser } from '../../shared/contract/operations/support-get-user.ts';
import { supportListEvents } from '../../shared/contract/operations/support-list-events.ts';
import { supportReset } from '../../shared/contract/operations/support-reset.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { clientOf } from '../integration/support/database.ts';
import { metricsIn } from '../unit/support/metrics.ts';
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

const agent = () => signIn(system(), { scope: '2fa:support' });
const mailsTo = (email: string) =>
  system()
    .controls.mails()
    .filter(({ to }) => to === email);
/** That the trail is read here is an event of its own. */
const withoutViews = <E extends { readonly type: string }>(events: readonly E[]): readonly E[] =>
  events.filter(({ type }) => type !== 'SupportViewed');

const busEvents = (sub: string) =>
  withoutViews(
    system()
      .controls.events()
      .map(({ detail }) => publishedEvent.parse(detail)),
  ).filter(({ userId }) => userId === sub);

async function trailOf({ sub }: Customer) {
  const { events } = await (await agent()).get(supportListEvents, { params: { userId: sub } });
  return withoutViews(events).toReversed();
}

describe('events', () => {
  afterEach(() => system().controls.setFaults({}));

  test('what a customer does is in the trail and on the bus, in order, and the customer is told', async () => {
    const email = 'kim.events@example.com';
    const kim = await signIn(system(), { email });
    const { app, backupCodes } = await enrolTotp(system(), kim);
    nextStep(system());
    const stepUp = await prove(kim, app.code(), { purpose: 'step_up' });
    await prove(kim, backupCodes[0] ?? '', { method: 'backup_code' });
    await kim.get(replaceBackupCodes, { body: {}, headers: { 'x-2fa-assertion': stepUp } });
    await system().idle();

    const types = [
      'TwoFactorEnabled',
      'SignInVerified',
      'BackupCodeUsed',
      'SignInVerified',
      'BackupCodesReplaced',
    ];
    const trail = await trailOf(kim);
    expect(trail.map(({ type }) => type)).toEqual(types);
    expect(busEvents(kim.sub).map(({ type, id }) => [type, id])).toEqual(
      trail.map(({ type, id }) => [type, id]),
    );
    expect(mailsTo(email).map(({ subject }) => subject)).toEqual([
      'Mission Control: Two-factor authentication is on',
      'Mission Control: A backup code was used',
      'Mission Control: New backup codes were created',
    ]);
    const [mail] = mailsTo(email);
    expect(mail?.from).toBe('"Mission Control" <security@portal.example>');
    expect(mail?.text).toContain(system().portalUrl);
  });

  test('one sign-in is followed by its id: access log, function, stream, bus, mail', async () => {
    const email = 'followed@example.com';
    const ripley = await signIn(system(), { email });
    const { backupCodes } = await enrolTotp(system(), ripley);
    const params = { challengeId: await challenge(ripley) };
    const body = { method: 'backup_code', code: backupCodes[0] };
    const answer = await ripley.call(verifyChallenge, { params, body });
    const requestId = answer.headers.get('x-request-id');
    await system().idle();

    const found = system()
      .logs()
      .filter((line) => line.includes(`"${requestId}"`))
      .map((line) => JSON.parse(line.slice(line.indexOf('{'))));
    // Function and stream write at the same time as the gateway answers.
    expect(
      found.map(({ event, route, eventType = '' }) => `${event ?? route} ${eventType}`.trim()).toSorted(),
    ).toEqual([
      'POST /v1/challenges/{challengeId}/verify',
      'event_published BackupCodeUsed',
      'event_published SignInVerified',
      'notice_sent BackupCodeUsed',
      'request_completed',
    ]);
    expect(found).toContainEqual(
      expect.objectContaining({ operation: 'verify-challenge', outcome: 'accepted' }),
    );
    expect(busEvents(ripley.sub).filter((event) => event.requestId === requestId)).toHaveLength(2);
    expect(mailsTo(email).at(-1)?.headers).toEqual({ 'X-Request-Id': requestId });
    // What the functions wrote is what CloudWatch counts.
    const metrics = found.flatMap(metricsIn);
    expect(metrics).toContainEqual(
      expect.objectContaining({
        namespace: 'Portal2fa',
        name: 'SignIns',
        dimensions: { method: 'backup_code', outcome: 'accepted' },
      }),
    );
    expect(new Set(metrics.map(({ name }) => name))).toEqual(
      new Set([
        ...['Requests', 'SignIns', 'DomainEvents', 'Notices'],
        ...['DynamoDBLatency', 'KMSLatency', 'EventBridgeLatency', 'SESLatency'],
      ]),
    );
  });

  test('of every change of the factor and of wrong codes the customer is told by mail', async () => {
    const email = 'changes@example.com';
    const kim = await signIn(system(), { email });
    const [first, second] = [freshNumber(), freshNumber()];
    const { app } = await enrolTotp(system(), kim);
    nextStep(system());
    const byApp = await prove(kim, app.code(), { purpose: 'step_up' });
    const { app: another } = await enrolTotp(system(), kim, byApp);
    nextStep(system());
    const byNewApp = await prove(kim, another.code(), { purpose: 'step_up' });
    const { assertion: byPhone } = await enrolPhone(system(), kim, first, { stepUp: byNewApp });
    nextStep(system());
    const { assertion: byOther } = await enrolPhone(system(), kim, second, { stepUp: byPhone });
    const { app: last } = await enrolTotp(system(), kim, byOther);
    for (let failures = 0; failures < 50; failures++) {
      const body = { method: 'totp', code: last.wrong() } as const;
      await kim.refused(verifyChallenge, { params: { challengeId: await challenge(kim) }, body });
      system().clock.advance(13_000);
    }
    await system().idle();

    expect(mailsTo(email).map(({ subject }) => subject.replace('Mission Control: ', ''))).toEqual([
      'Two-factor authentication is on',
      'Your authenticator app was replaced',
      'Your way to sign in was changed',
      'Your phone number for codes was changed',
      'Your way to sign in was changed',
      'Wrong codes were entered',
      'Your account is locked',
    ]);
  });

  test('a bus that fails: each event is once in the trail, in order, and none is missing', async () => {
    const robin = await signIn(system());
    system().controls.setFaults({
      'events:PutEvents': { error: 'InternalException', times: 7 },
    });
    const { app } = await enrolTotp(system(), robin);
    nextStep(system());
    await prove(robin, app.code());
    await system().idle();
    const trail = await trailOf(robin);
    expect(trail.map(({ type }) => type)).toEqual(['TwoFactorEnabled', 'SignInVerified']);
    const delivered = busEvents(robin.sub).map(({ id }) => id);
    expect([...new Set(delivered)]).toEqual(trail.map(({ id }) => id));
  });

  test('a mail that SES does not take at first goes out once it does, and once only', async () => {
    const email = 'late@example.com';
    system().controls.setFaults({ 'ses:SendEmail': { error: 'TooManyRequestsException', times: 2 } });
    await enrolTotp(system(), await signIn(system(), { email }));
    await system().idle();
    expect(mailsTo(email)).toHaveLength(1);
  });

  test('a mail that SES never takes ends in a queue with its event, and support can still see the event', async () => {
    const customer = await signIn(system(), { email: 'never@example.com' });
    system().controls.setFaults({ 'ses:SendEmail': { error: 'MessageRejected' } });
    await enrolTotp(system(), customer);
    await system().idle();
    expect(mailsTo('never@example.com')).toEqual([]);
    const [message] = system().queued('NoticesUnsent');
    expect(JSON.parse(message?.body ?? '{}').requestPayload.detail).toMatchObject({ userId: customer.sub });
    expect(await trailOf(customer)).toHaveLength(1);
  });

  test('a reset by support: the trail shows who, when and why, and the customer is told', async () => {
    const email = 'lost.device@example.com';
    const customer = await signIn(system(), { email });
    await enrolTotp(system(), customer);
    const support = await agent();
    const reason = 'Lost the device';
    await support.get(supportReset, {
      params: { userId: customer.sub },
      body: { reset: 'factors', reason, reference: 'CASE-1' },
    });
    await system().idle();
    expect((await trailOf(customer)).at(-1)).toEqual({
      id: expect.any(String),
      type: 'SupportReset',
      at: expect.any(String),
      reset: 'factors',
      by: support.sub,
      reason,
      reference: 'CASE-1',
    });
    expect(mailsTo(email).at(-1)?.subject).toBe(
      'Mission Control: Support removed your two-factor authentication',
    );
    expect(mailsTo(email).at(-1)?.text).not.toContain(reason);
  });

  test('a customer whose token has no address gets no mail, and support sees that', async () => {
    const customer = await signIn(system());
    const before = system().controls.mails().length;
    await enrolTotp(system(), customer);
    await system().idle();
    const { notices } = await (await agent()).get(supportGetUser, { params: { userId: customer.sub } });
    expect(notices).toBe('no_address');
    expect(system().controls.mails()).toHaveLength(before);
  });

  test('a poison record ends in the dead-letter queue, and those after it get through', async () => {
    const [TableName = ''] = system().dynamo.tableNames;
    const client = clientOf(system().dynamo.endpoint);
    const poison = marshall({ pk: 'USER#poison', sk: RECORD, version: 1, events: [{ type: 'Unheard' }] });
    await client.send(new PutItemCommand({ TableName, Item: poison }));
    client.destroy();
    const customer = await signIn(system());
    await enrolTotp(system(), customer);
    await system().idle();
    expect((await trailOf(customer)).map(({ type }) => type)).toEqual(['TwoFactorEnabled']);
    const [message, ...others] = system().queued('EventsUnpublished');
    expect(others).toEqual([]);
    expect(JSON.parse(message?.body ?? '{}').DDBStreamBatchInfo).toMatchObject({ batchSize: 1 });
  });

  test('no address, reason or token of a mail is in the logs', () => {
    expect(system().logs().join('\n')).not.toMatch(/@example\.com|Lost the device/);
  });
});
