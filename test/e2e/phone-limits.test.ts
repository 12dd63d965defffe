import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { confirmPhone } from '../../shared/contract/operations/confirm-phone.ts';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { sendChallengeCode } from '../../shared/contract/operations/send-challenge-code.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';
import { type Client, tally } from './support/client.ts';
import { challenge, enrolPhone, freshNumber, lastCode, requestCode, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const TOO_MANY_REQUESTS = 'You have exceeded the maximum number of allowed requests.';
const HOUR = 3600;

const request = (customer: Client, phoneNumber: string, channel: 'sms' | 'call' = 'sms') =>
  customer.call(startPhone, { body: { phoneNumber, channel } });

/** Uses up the ten requests of a day, half a minute apart. */
async function exhaust(on: LocalSystem, customer: Client, number: string): Promise<void> {
  for (let requests = 0; requests < 10; requests++) {
    const answer = await request(customer, number, requests % 2 === 0 ? 'sms' : 'call');
    expect(answer).toMatchObject({ ok: true, body: { requestsRemaining: 9 - requests } });
    on.clock.advance(30_000);
  }
}

describe('code requests', () => {
  test('ten pass in 24 hours, the eleventh does not; refused ones never prolong the window', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    // However slow the first write is, the user's window and the number's open, and so end, together.
    system().controls.setFaults({ 'dynamodb:PutItem': { delayMs: 1200, times: 1 } });
    await exhaust(system(), customer, number);

    const eleventh = await customer.refused(startPhone, { body: { phoneNumber: number, channel: 'sms' } });
    system().clock.advance(HOUR * 1000);
    // Access tokens last an hour.
    const again = await signIn(system(), { sub: customer.sub });
    const later = await again.refused(startPhone, {
      body: { phoneNumber: freshNumber(), channel: 'call' },
    });

    expect(eleventh).toMatchObject({ code: 'too_many_requests', detail: TOO_MANY_REQUESTS });
    expect(eleventh.retryAfter).toBeLessThanOrEqual(24 * HOUR - 300);
    expect(eleventh.retryAfter).toBeGreaterThan(24 * HOUR - 360);
    expect(later.retryAfter).toBeLessThanOrEqual((eleventh.retryAfter ?? 0) - HOUR);
    system().clock.advance((later.retryAfter ?? 0) * 1000);
    const tomorrow = await signIn(system(), { sub: customer.sub });
    expect(await request(tomorrow, number)).toMatchObject({ ok: true, body: { requestsRemaining: 9 } });
  });

  test('enrolment and sign-in count together', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    system().clock.advance(30_000);

    const sent = await customer.get(sendChallengeCode, {
      params: { challengeId: await challenge(customer) },
      body: { channel: 'sms' },
    });

    expect(sent.requestsRemaining).toBe(8);
  });

  test('half a minute lies between two', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await request(customer, number);
    system().clock.advance(10_000);

    const soon = await customer.refused(startPhone, { body: { phoneNumber: number, channel: 'call' } });

    expect(soon.code).toBe('resend_too_soon');
    expect(soon.retryAfter).toBeLessThanOrEqual(20);
    expect(soon.retryAfter).toBeGreaterThan(15);
    expect(system().controls.messages(number)).toHaveLength(1);
  });

  test('of 100 parallel requests exactly one sends a message', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await system().warm('startphone', 16);

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => request(customer, number, index % 2 === 0 ? 'sms' : 'call')),
    );

    expect(tally(answers)).toEqual({ ok: 1, resend_too_soon: 99 });
    expect(system().controls.messages(number)).toHaveLength(1);
  });

  test('ten users on one number have ten messages between them, in whatever notation they write it', async () => {
    const number = '+12025550142';
    const notations = [
      '+1 (202) 555-0142',
      '0012025550142',
      number,
      '+1.202.555.0142',
      'tel:+1-202-555-0142',
    ];
    const customers = await Promise.all(Array.from({ length: 15 }, () => signIn(system())));

    const answers = await Promise.all(
      customers.map((customer, index) => request(customer, notations[index % notations.length] ?? number)),
    );
    const another = await request(await signIn(system()), freshNumber());

    expect(tally(answers)).toEqual({ ok: 10, too_many_requests: 5 });
    expect(system().controls.messages(number)).toHaveLength(10);
    expect(another.ok).toBe(true);
  });
});

test('a day later it works again, although the old counts are still in the table', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
  const number = freshNumber();
  try {
    const today = await startLocalSystem({ apiPort: 0, portalPort: 0, dataDir });
    const customer = await signIn(today, { sub: 'someone' });
    await exhaust(today, customer, number);
    const refused = await request(customer, number);
    await today.stop();

    const tomorrow = await startLocalSystem({
      apiPort: 0,
      portalPort: 0,
      dataDir,
      clockOffsetMs: 25 * HOUR * 1000,
    });
    const before = await countsIn(tomorrow);
    const allowed = await request(await signIn(tomorrow, { sub: 'someone' }), number);
    await tomorrow.stop();

    expect(refused).toMatchObject({ problem: { code: 'too_many_requests' } });
    expect(before).toContain(10);
    expect(allowed).toMatchObject({ ok: true, body: { requestsRemaining: 9 } });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 240_000);

/** The counts per number that the tables hold. */
async function countsIn({ dynamo }: LocalSystem): Promise<number[]> {
  const client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: dynamo.tableNames[0] }));
  client.destroy();
  return Items.flatMap(({ pk, count }) => (pk?.S?.startsWith('PHONE#') ? [Number(count?.N)] : []));
}

describe('with other limits', () => {
  const small = useLocalSystem({
    settings: { policy: { messages: 3, messagesReservedPercent: 0, sentCodeLifetime: 60 } },
  });

  test('a code expires by itself, while its challenge is still open', async () => {
    const customer = await signIn(small());
    const number = freshNumber();
    await enrolPhone(small(), customer, number);
    small().clock.advance(30_000);
    const challengeId = await challenge(customer);
    const code = await requestCode(small(), customer, challengeId, number);
    const body = { method: 'phone', code } as const;

    small().clock.advance(60_000);
    const late = await customer.refused(verifyChallenge, { params: { challengeId }, body });

    expect(late.code).toBe('code_expired');
    small().clock.advance(HOUR * 1000);
  });

  test('the limit of the whole service pauses delivery for everybody, tells the alarm, and charges nobody', async () => {
    const answers = [];
    for (let requests = 0; requests < 4; requests++) {
      answers.push(await request(await signIn(small()), freshNumber()));
    }
    const customer = await signIn(small());
    const paused = await customer.refused(startPhone, {
      body: { phoneNumber: freshNumber(), channel: 'sms' },
    });

    expect(tally(answers)).toEqual({ ok: 3, delivery_paused: 1 });
    expect(paused.retryAfter).toBeLessThanOrEqual(HOUR);
    expect(small().logs().join('\n')).toContain('"event":"delivery_paused"');
    small().clock.advance(HOUR * 1000);
    const again = await signIn(small(), { sub: customer.sub });
    const sent = await again.get(startPhone, { body: { phoneNumber: freshNumber(), channel: 'sms' } });
    expect(sent.requestsRemaining).toBe(9);
  });
});

describe('when delivery fails', () => {
  afterEach(() => system().controls.setFaults({}));

  test.each([
    ['SNS is out of order', 'sms', { 'sns:Publish': { error: 'InternalError' } }],
    ['SNS throttles', 'sms', { 'sns:Publish': { error: 'Throttling' } }],
    ['SNS hangs', 'sms', { 'sns:Publish': { delayMs: 30_000 } }],
    [
      'Connect is out of order',
      'call',
      { 'connect:StartOutboundVoiceContact': { error: 'InternalServiceException' } },
    ],
    ['Connect throttles', 'call', { 'connect:StartOutboundVoiceContact': { error: 'ThrottlingException' } }],
    ['Connect hangs', 'call', { 'connect:StartOutboundVoiceContact': { delayMs: 30_000 } }],
  ] as const)(
    'because %s, it costs nothing, changes nothing, and the next try works',
    async (_why, channel, faults) => {
      const customer = await signIn(system());
      const number = freshNumber();
      const { requestsRemaining } = await customer.get(startPhone, {
        body: { phoneNumber: number, channel },
      });
      system().clock.advance(30_000);
      const before = await customer.get(getStatus);

      system().controls.setFaults(faults);
      const started = performance.now();
      const failed = await customer.refused(startPhone, { body: { phoneNumber: number, channel } });
      const seconds = (performance.now() - started) / 1000;
      system().controls.setFaults({});

      expect(failed).toMatchObject({ code: 'delivery_failed' });
      expect(failed.retryAfter).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThan(10);
      expect(await customer.get(getStatus)).toEqual(before);
      const next = await customer.get(startPhone, { body: { phoneNumber: number, channel } });
      expect(next.requestsRemaining).toBe(requestsRemaining - 1);
      await customer.get(confirmPhone, { body: { code: lastCode(system(), number) } });
    },
  );

  test('the code sent before the failure is still the one that counts', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    system().clock.advance(30_000);
    const challengeId = await challenge(customer);
    const code = await requestCode(system(), customer, challengeId, number);
    system().clock.advance(30_000);

    system().controls.setFaults({ 'sns:Publish': { error: 'Throttling', times: 2 } });
    const failed = await customer.refused(sendChallengeCode, {
      params: { challengeId },
      body: { channel: 'sms' },
    });

    expect(failed.code).toBe('delivery_failed');
    await customer.get(verifyChallenge, { params: { challengeId }, body: { method: 'phone', code } });
  });

  test('a failing database sends nothing', async () => {
    const customer = await signIn(system());
    const number = freshNumber();

    system().controls.setFaults({ 'dynamodb:PutItem': { error: 'InternalServerError' } });
    const failed = await customer.refused(startPhone, { body: { phoneNumber: number, channel: 'sms' } });

    expect(failed.code).toBe('unavailable');
    expect(system().controls.messages(number)).toEqual([]);
  });
});
