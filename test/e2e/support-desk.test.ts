import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
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
const of = (customer: Customer) => ({ params: { userId: customer.sub } });

/** The types of the user's events, newest first, without that support looks at them. */
async function trail(customer: Customer): Promise<readonly string[]> {
  await system().idle();
  const { events } = await (await agent()).get(supportListEvents, of(customer));
  return events.map(({ type }) => type).filter((type) => type !== 'SupportViewed');
}

describe('the support desk', () => {
  test('is closed without its scope', async () => {
    const customer = await signIn(system(), { scope: 'openid 2fa:supporter 2fa' });

    const codes = [
      (await customer.refused(supportGetUser, of(customer))).code,
      (await customer.refused(supportListEvents, of(customer))).code,
      (await customer.refused(supportReset, { ...of(customer), body: { reset: 'limits', reason: 'x' } }))
        .code,
    ];

    expect(codes).toEqual(['forbidden', 'forbidden', 'forbidden']);
  });

  test.each([
    ['opens', ['2fa:support'], true],
    ['opens', ['a', '2fa:support', 'b'], true],
    ['stays closed', ['org 2fa:support x'], false],
    ['stays closed', ['org', 'x 2fa:support'], false],
  ])('%s for the scopes %j: an array is read by whole elements', async (_what, scope, open) => {
    const member = await signIn(system(), { claims: { scope, sid: null } });
    const customer = await signIn(system());

    const { status } = await member.call(supportGetUser, of(customer));

    expect(status).toBe(open ? 200 : 403);
  });

  test('resets nobody’s own account', async () => {
    const support = await agent();

    const refused = await support.refused(supportReset, {
      params: { userId: 'agent-7' },
      body: { reset: 'factors', reason: 'lost my own phone' },
    });

    expect(refused.code).toBe('forbidden');
  });

  test('needs a reason', async () => {
    const support = await agent();
    const customer = await signIn(system());

    for (const body of [
      { reset: 'factors' },
      { reset: 'factors', reason: '' },
      { reset: 'all', reason: 'x' },
    ]) {
      const refused = await support.refused(supportReset, { ...of(customer), body });
      expect(refused.code).toBe('invalid_request');
    }
  });

  test('sees the status, the limits in force and the lock, and no secret or number', async () => {
    const customer = await signIn(system(), { email: 'kim@example.com' });
    const number = freshNumber();
    await enrolPhone(system(), customer, number);

    const seen = await (await agent()).get(supportGetUser, of(customer));

    expect(seen).toMatchObject({
      userId: customer.sub,
      enabled: true,
      method: 'phone',
      lockedUntil: null,
      notices: 'mail',
    });
    expect(seen.limits).toEqual([
      expect.objectContaining({ kind: 'code_requests', count: 1, max: 10, remaining: 9 }),
      expect.objectContaining({ kind: 'number_requests', count: 1, max: 10, remaining: 9 }),
    ]);
    expect(JSON.stringify(seen)).not.toContain(number.slice(4));
  });

  test('shows who can’t be told of changes', async () => {
    const customer = await signIn(system());
    await enrolTotp(system(), customer);

    expect(await (await agent()).get(supportGetUser, of(customer))).toMatchObject({ notices: 'no_address' });
  });
});

describe('a reset of the factors', () => {
  test('ends everything from before it at once; the next sign-in prompts; the trail says who, when and why; the mail goes out', async () => {
    const customer = await signIn(system(), { email: 'lost-device@example.com', sid: 's1' });
    const { app, backupCodes } = await enrolTotp(system(), customer);
    nextStep(system());
    const stepUp = await prove(customer, app.code(), { purpose: 'step_up' });
    const open = await challenge(customer);
    nextStep(system());

    const done = await (await agent()).get(supportReset, {
      ...of(customer),
      body: { reset: 'factors', reason: 'Lost the device', reference: 'CASE-4711' },
    });

    expect(done).toEqual({ reset: 'factors' });
    for (const body of [
      { method: 'totp', code: app.code() },
      { method: 'backup_code', code: backupCodes[0] },
    ]) {
      const refused = await customer.refused(verifyChallenge, { params: { challengeId: open }, body });
      expect(refused.code).toBe('challenge_not_found');
    }
    expect(await customer.get(getStatus)).toMatchObject({ enabled: false, backupCodes: null, pending: null });
    expect((await customer.get(startChallenge, { body: {} })).decision).toBe('enroll');

    // An old step-up opens nothing, not even once there is a new factor.
    await enrolTotp(system(), customer);
    const old = await customer.refused(startTotp, { body: {}, headers: { 'x-2fa-assertion': stepUp } });
    expect(old.code).toBe('step_up_required');

    await system().idle();
    const { events } = await (await agent()).get(supportListEvents, of(customer));
    expect(events.find(({ type }) => type === 'SupportReset')).toMatchObject({
      reset: 'factors',
      by: 'agent-7',
      reason: 'Lost the device',
      reference: 'CASE-4711',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const mails = system()
      .controls.mails()
      .filter(({ to }) => to === 'lost-device@example.com');
    expect(mails.length).toBeGreaterThanOrEqual(3);
  });
});

describe('a reset of the limits', () => {
  test('lifts too_many_attempts at once, and keeps the factor', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    nextStep(system());
    const challengeId = await challenge(customer);
    const wrong = { params: { challengeId }, body: { method: 'totp', code: app.wrong() } };
    for (let tries = 0; tries < 5; tries++) await customer.call(verifyChallenge, wrong);
    const limited = await customer.refused(verifyChallenge, wrong);

    await (await agent()).get(supportReset, {
      ...of(customer),
      body: { reset: 'limits', reason: 'Typed too fast' },
    });

    expect(limited.code).toBe('too_many_attempts');
    await prove(customer, app.code());
  });

  test('lifts too_many_requests at once, the number’s included', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    const request = { body: { phoneNumber: number, channel: 'sms' } };
    for (let requests = 0; requests < 10; requests++) {
      await customer.get(startPhone, request);
      system().clock.advance(30_000);
    }
    const limited = await customer.refused(startPhone, request);
    const support = await agent();
    const before = await support.get(supportGetUser, of(customer));

    await support.get(supportReset, {
      ...of(customer),
      body: { reset: 'limits', reason: 'Travels without reception' },
    });

    expect(limited.code).toBe('too_many_requests');
    expect(before.limits.map(({ kind, remaining }) => [kind, remaining])).toEqual([
      ['code_requests', 0],
      ['number_requests', 0],
    ]);
    expect((await customer.get(startPhone, request)).requestsRemaining).toBe(9);
  });
});

describe('a number that others have used up', () => {
  test('is seen and lifted by support, though nothing of the refused request is left', async () => {
    const number = freshNumber();
    const request = { body: { phoneNumber: number, channel: 'sms' } };
    for (let users = 0; users < 10; users++) {
      await (await signIn(system())).get(startPhone, request);
    }
    const customer = await signIn(system());
    const limited = await customer.refused(startPhone, request);
    const support = await agent();

    const seen = await support.get(supportGetUser, of(customer));
    const told = await trail(customer);
    await support.get(supportReset, { ...of(customer), body: { reset: 'limits', reason: 'A shared phone' } });

    expect(limited.code).toBe('too_many_requests');
    expect(seen.limits).toEqual([expect.objectContaining({ kind: 'number_requests', remaining: 0 })]);
    expect(told).toEqual(['RequestsExceeded', 'CodeNotSent', 'CodeRequested']);
    expect((await customer.get(startPhone, request)).requestsRemaining).toBe(9);
  });
});

describe('the audit trail', () => {
  test('has what happened, newest first, each once', async () => {
    const customer = await signIn(system());
    const { app, backupCodes } = await enrolTotp(system(), customer);
    nextStep(system());
    await prove(customer, app.code());
    await prove(customer, backupCodes[0] ?? '', { method: 'backup_code' });
    const challengeId = await challenge(customer);
    for (let tries = 0; tries < 7; tries++) {
      await customer.call(verifyChallenge, {
        params: { challengeId },
        body: { method: 'totp', code: app.wrong() },
      });
    }

    expect(await trail(customer)).toEqual([
      'AttemptsExceeded',
      'WrongCodesEntered',
      'WrongCodesEntered',
      'WrongCodesEntered',
      'SignInVerified',
      'BackupCodeUsed',
      'SignInVerified',
      'TwoFactorEnabled',
    ]);
  });
});

test('only the cursor of a page goes on from a page', async () => {
  const support = await agent();
  const customer = await signIn(system());

  for (const cursor of ['abc', '0', 'EVENT#', '1795496057831-0']) {
    const refused = await support.refused(supportListEvents, { ...of(customer), query: { cursor } });
    expect(refused.code).toBe('invalid_request');
  }
});
