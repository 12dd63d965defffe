import { confirmTotp } from '../../shared/contract/operations/confirm-totp.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { tally } from './support/client.ts';
import {
  authenticator,
  type Customer,
  challenge,
  enrolTotp,
  nextStep,
  prove,
  signIn,
} from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const TOO_MANY_ATTEMPTS =
  'You have exceeded the number of log in attempts allowed. Please wait a minute then try again.';
const TOO_MANY_REQUESTS = 'You have exceeded the maximum number of allowed requests.';

const guess = async (customer: Customer, code: string, challengeId?: string) =>
  customer.call(verifyChallenge, {
    params: { challengeId: challengeId ?? (await challenge(customer)) },
    body: { method: 'totp', code },
  });

/** Uses the minute's tries up with wrong codes. */
async function exhaust(customer: Customer, code: string): Promise<void> {
  const challengeId = await challenge(customer);
  for (let tries = 0; tries < 5; tries++) await guess(customer, code, challengeId);
}

describe('tries in a minute', () => {
  test('of 60 parallel wrong guesses over several challenges five are compared; the rest wait at most a minute', async () => {
    const customer = await signIn(system());
    const { app, backupCodes } = await enrolTotp(system(), customer);
    nextStep(system());
    await system().warm('verifychallenge', 16);
    const challenges = await Promise.all(Array.from({ length: 6 }, () => challenge(customer)));

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => guess(customer, app.wrong(), challenges[index % 6])),
    );

    expect(tally(answers)).toEqual({ wrong_code: 5, too_many_attempts: 55 });
    for (const answer of answers) {
      if (answer.ok || answer.problem.code !== 'too_many_attempts') continue;
      expect(answer.problem.detail).toBe(TOO_MANY_ATTEMPTS);
      expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }

    // Even the right code has to wait, but a backup code gets in.
    expect(tally([await guess(customer, app.code())])).toEqual({ too_many_attempts: 1 });
    await prove(customer, backupCodes[0] ?? '', { method: 'backup_code' });
  });

  test('after a minute it works again, and refused tries have not made it longer', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    await exhaust(customer, app.wrong());
    const first = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'totp', code: app.wrong() },
    });

    system().clock.advance(30_000);
    const half = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'totp', code: app.code() },
    });
    system().clock.advance(30_000);
    await prove(customer, app.code());

    expect(first.code).toBe('too_many_attempts');
    expect(half.code).toBe('too_many_attempts');
    expect(half.retryAfter).toBeLessThanOrEqual(30);
  });

  test('the end of a minute lets no second five through: one try, four a minute later, and then one', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    await guess(customer, app.wrong());
    system().clock.advance(59_000);
    for (let tries = 0; tries < 4; tries++) await guess(customer, app.wrong());

    system().clock.advance(1000);
    const answers = await Promise.all(Array.from({ length: 5 }, () => guess(customer, app.wrong())));

    expect(tally(answers)).toEqual({ wrong_code: 1, too_many_attempts: 4 });
    const wait = answers.find(({ headers }) => headers.has('retry-after'))?.headers.get('retry-after');
    expect(wait).toBe('59');
    system().clock.advance(59_000);
    expect(await guess(customer, app.wrong())).toMatchObject({ problem: { attemptsRemaining: 3 } });
  });

  test('says how many tries are left', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);

    const left: (number | undefined)[] = [];
    for (let tries = 0; tries < 5; tries++) {
      const answer = await guess(customer, app.wrong());
      if (!answer.ok) left.push(answer.problem.attemptsRemaining);
    }

    expect(left).toEqual([4, 3, 2, 1, 0]);
  });

  test('a success clears the count; a new session, challenge or enrolment does not', async () => {
    const customer = await signIn(system(), { sid: 'one' });
    const { app, assertion } = await enrolTotp(system(), customer);
    nextStep(system());
    for (let tries = 0; tries < 4; tries++) await guess(customer, app.wrong());
    await prove(customer, app.code());
    const afterSuccess = await guess(customer, app.wrong());

    const again = await signIn(system(), { sub: customer.sub, sid: 'two' });
    const inNewSession = await guess(again, app.wrong());
    await customer.get(startTotp, { body: {}, headers: { 'x-2fa-assertion': assertion } });
    const inEnrolment = await customer.refused(confirmTotp, { body: { code: app.wrong() } });

    expect(afterSuccess).toMatchObject({ problem: { attemptsRemaining: 4 } });
    expect(inNewSession).toMatchObject({ problem: { attemptsRemaining: 3 } });
    expect(inEnrolment).toMatchObject({ code: 'wrong_code', attemptsRemaining: 2 });
  });

  test('malformed codes cost no try', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    const challengeId = await challenge(customer);

    for (const code of ['', 'abcd', '12345', '1234567', '１２３４５６', '12 345', '-12345', '1e5000']) {
      for (const method of ['totp', 'phone', 'backup_code']) {
        const refused = await customer.refused(verifyChallenge, {
          params: { challengeId },
          body: { method, code },
        });
        expect(refused).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/code' }] });
      }
    }

    expect(await guess(customer, app.wrong())).toMatchObject({ problem: { attemptsRemaining: 4 } });
  });

  test('guesses at an enrolment are limited like those at a sign-in', async () => {
    const customer = await signIn(system());
    const { secret } = await customer.get(startTotp, { body: {} });
    const app = authenticator(system(), secret);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => customer.call(confirmTotp, { body: { code: app.wrong() } })),
    );

    expect(tally(answers)).toEqual({ wrong_code: 5, too_many_attempts: 15 });
  });

  test('backup codes have a count of their own', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    nextStep(system());
    const challengeId = await challenge(customer);
    const wrong = { params: { challengeId }, body: { method: 'backup_code', code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' } };

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => customer.call(verifyChallenge, wrong)),
    );

    expect(tally(answers)).toEqual({ wrong_code: 5, too_many_attempts: 7 });
    await prove(customer, app.code());
  });
});

describe('while the signer is out of order', () => {
  afterEach(() => system().controls.setFaults({}));

  test('right codes get 503 and cost nothing, so that the next try works', async () => {
    const customer = await signIn(system());
    const { app, backupCodes } = await enrolTotp(system(), customer);
    nextStep(system());
    const code = app.code();
    const challengeId = await challenge(customer);

    system().controls.setFaults({ 'kms:Sign': { error: 'AccessDeniedException' } });
    const codes: string[] = [];
    for (let tries = 0; tries < 6; tries++) {
      const body = { method: 'totp', code };
      codes.push((await customer.refused(verifyChallenge, { params: { challengeId }, body })).code);
      const backup = { method: 'backup_code', code: backupCodes[0] };
      codes.push((await customer.refused(verifyChallenge, { params: { challengeId }, body: backup })).code);
    }
    system().controls.setFaults({});

    expect(new Set(codes)).toEqual(new Set(['unavailable']));
    await customer.get(verifyChallenge, { params: { challengeId }, body: { method: 'totp', code } });
    await prove(customer, backupCodes[0] ?? '', { method: 'backup_code' });
  });

  test('a wrong code is charged all the same', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    system().controls.setFaults({ 'kms:Sign': { error: 'AccessDeniedException' } });

    expect(await guess(customer, app.wrong())).toMatchObject({ problem: { attemptsRemaining: 4 } });
    expect(await guess(customer, app.wrong())).toMatchObject({ problem: { attemptsRemaining: 3 } });
  });
});

describe('failures in a day', () => {
  test('fifty lock the user until the window ends; a backup code unlocks', async () => {
    const customer = await signIn(system());
    const { app, backupCodes } = await enrolTotp(system(), customer);
    for (let minute = 0; minute < 10; minute++) {
      await exhaust(customer, app.wrong());
      system().clock.advance(60_000);
    }

    const locked = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'totp', code: app.code() },
    });
    await prove(customer, backupCodes[0] ?? '', { method: 'backup_code' });
    nextStep(system());
    await prove(customer, app.code());

    expect(locked).toMatchObject({ code: 'too_many_requests', detail: TOO_MANY_REQUESTS });
    expect(locked.retryAfter).toBeGreaterThan(23 * 3600);
    expect(locked.retryAfter).toBeLessThanOrEqual(24 * 3600 - 600);
  });

  test('the lock ends with the window, though the old count is still in the table', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    for (let minute = 0; minute < 10; minute++) {
      await exhaust(customer, app.wrong());
      system().clock.advance(60_000);
    }
    const locked = await guess(customer, app.code());

    system().clock.advance(24 * 3600_000);
    // The access token has expired by then.
    await prove(await signIn(system(), { sub: customer.sub }), app.code());

    expect(locked).toMatchObject({ problem: { code: 'too_many_requests' } });
  });
});
