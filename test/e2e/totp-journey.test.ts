import { execFileSync } from 'node:child_process';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { confirmTotp } from '../../shared/contract/operations/confirm-totp.ts';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { createClient } from '../../shared/portal/client/src/client.ts';
import { createFlow, type Flow } from '../../shared/portal/client/src/flow/flow.ts';
import type { State } from '../../shared/portal/client/src/flow/state.ts';
import { ProblemError } from '../../shared/portal/client/src/problem.ts';
import { tally } from './support/client.ts';
import { authenticator, challenge, enrolTotp, nextStep, prove, signIn } from './support/customer.ts';
import { has, readQrCode, readSvg } from './support/qr-code.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

describe('turning 2FA on with an authenticator app', () => {
  test('starts with nothing enabled', async () => {
    const customer = await signIn(system());

    const status = await customer.get(getStatus);

    expect(status).toEqual({
      enabled: false,
      method: null,
      phone: null,
      enabledAt: null,
      backupCodes: null,
      pending: null,
      canDisable: false,
    });
  });

  test('gives a secret of 160 bits whose QR codes an independent reader reads, and whose codes oathtool computes', async () => {
    const missing = ['zbarimg', 'oathtool', 'chromium'].filter((program) => !has(program));
    if (missing.length > 0) {
      process.stdout.write(`Not read by independent tools: ${missing.join(', ')} not found.\n`);
    }
    const customer = await signIn(system(), { email: 'kim@example.com' });

    const started = await customer.get(startTotp, { body: {} });

    expect(started.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(started.otpauthUri).toBe(
      `otpauth://totp/Mission%20Control:kim@example.com?secret=${started.secret}&issuer=Mission%20Control&algorithm=SHA1&digits=6&period=30`,
    );
    expect(await customer.get(getStatus)).toMatchObject({
      enabled: false,
      pending: { method: 'totp', expiresAt: started.expiresAt },
    });
    if (has('zbarimg')) expect(await readQrCode(started.qrCode.png)).toBe(started.otpauthUri);
    if (has('zbarimg') && has('chromium')) expect(await readSvg(started.qrCode.svg)).toBe(started.otpauthUri);
    const code = has('oathtool')
      ? execFileSync('oathtool', ['--totp', '-b', started.secret, '--now', `@${now()}`])
          .toString()
          .trim()
      : authenticator(system(), started.secret).code();
    const enabled = await customer.get(confirmTotp, { body: { code } });
    expect(enabled.backupCodes).toHaveLength(10);
    expect(new Set(enabled.backupCodes).size).toBe(10);
  });

  test('gives an assertion that any JWT library verifies against the JWKS', async () => {
    const customer = await signIn(system(), { sid: 'session-1' });

    const { assertion } = await enrolTotp(system(), customer);

    const keys = createRemoteJWKSet(new URL(`${system().apiUrl}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(assertion, keys, {
      issuer: system().apiUrl,
      audience: 'portal',
      currentDate: new Date(system().clock.now()),
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      sub: customer.sub,
      sid: 'session-1',
      outcome: 'verified',
      method: 'totp',
      amr: ['otp', 'mfa'],
      auth_time: payload.iat,
      exp: (payload.iat ?? 0) + 300,
    });
    expect(payload.jti).toMatch(/^[0-9a-z]+\.[\w-]{22}$/);
  });

  test('a new start replaces the one before, and an expired one cannot be confirmed', async () => {
    const customer = await signIn(system());
    const first = await customer.get(startTotp, { body: {} });
    const second = await customer.get(startTotp, { body: {} });

    const stale = await customer.refused(confirmTotp, {
      body: { code: authenticator(system(), first.secret).code() },
    });
    system().clock.advance(600_000);
    const late = await customer.refused(confirmTotp, {
      body: { code: authenticator(system(), second.secret).code() },
    });

    expect(stale).toMatchObject({ code: 'wrong_code', attemptsRemaining: 4 });
    expect(late.code).toBe('enrollment_expired');
    expect((await customer.get(getStatus)).enabled).toBe(false);
  });

  test('only the session that started can confirm', async () => {
    const starter = await signIn(system(), { sid: 'one' });
    const other = await signIn(system(), { sub: starter.sub, sid: 'two' });
    const { secret } = await starter.get(startTotp, { body: {} });
    const code = authenticator(system(), secret).code();

    expect((await other.refused(confirmTotp, { body: { code } })).code).toBe('nothing_pending');
    expect((await starter.get(confirmTotp, { body: { code } })).enabled).toBe(true);
  });

  test('confirming without a start is refused', async () => {
    const customer = await signIn(system());

    expect((await customer.refused(confirmTotp, { body: { code: '123456' } })).code).toBe('nothing_pending');
  });

  test('parallel confirmations enable once and show one set of backup codes', async () => {
    const customer = await signIn(system());
    const { secret } = await customer.get(startTotp, { body: {} });
    const code = authenticator(system(), secret).code();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => customer.call(confirmTotp, { body: { code } })),
    );

    expect(tally(answers).ok).toBe(1);
    expect((await customer.get(getStatus)).backupCodes?.remaining).toBe(10);
  });
});

describe('signing in', () => {
  test('a code answers the challenge, and no code works twice: not at sign-in, nor the one that enrolled', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);

    const enrolling = app.code();
    const challengeId = await challenge(customer);
    const spent = await customer.refused(verifyChallenge, {
      params: { challengeId },
      body: { method: 'totp', code: enrolling },
    });
    nextStep(system());
    const code = app.code();
    const verified = await customer.get(verifyChallenge, {
      params: { challengeId },
      body: { method: 'totp', code },
    });
    const again = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'totp', code },
    });

    expect(spent.code).toBe('wrong_code');
    expect(verified).toMatchObject({ method: 'totp', backupCodesRemaining: 10 });
    expect(again.code).toBe('wrong_code');
  });

  test('accepts the steps before and after, and no others', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    system().clock.advance(300_000);

    for (const steps of [-2, 2]) {
      const challengeId = await challenge(customer);
      const refused = await customer.refused(verifyChallenge, {
        params: { challengeId },
        body: { method: 'totp', code: app.code(steps) },
      });
      expect(refused.code).toBe('wrong_code');
    }
    for (const steps of [-1, 0, 1]) await prove(customer, app.code(steps));
  });

  test('50 parallel submissions of one right code give exactly one assertion', async () => {
    const customer = await signIn(system());
    const { app } = await enrolTotp(system(), customer);
    nextStep(system());
    await system().warm('verifychallenge', 16);
    const code = app.code();
    // A slow signature holds the first ones between comparing and deciding until others have compared too.
    system().controls.setFaults({ 'kms:Sign': { delayMs: 500 } });
    const challenges = await Promise.all(Array.from({ length: 5 }, () => challenge(customer)));

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        customer.call(verifyChallenge, {
          params: { challengeId: challenges[index % 5] ?? '' },
          body: { method: 'totp', code },
        }),
      ),
    );

    system().controls.setFaults({});
    expect(tally(answers).ok).toBe(1);
  });

  test('a challenge works once, for ten minutes, for its user and session', async () => {
    const customer = await signIn(system(), { sid: 'mine' });
    const stranger = await signIn(system(), { sid: 'mine' });
    const elsewhere = await signIn(system(), { sub: customer.sub, sid: 'other' });
    const { app } = await enrolTotp(system(), customer);
    nextStep(system());
    const challengeId = await challenge(customer);
    const verify = { params: { challengeId }, body: { method: 'totp', code: app.code() } };

    const codes = [
      (await stranger.refused(verifyChallenge, verify)).code,
      (await elsewhere.refused(verifyChallenge, verify)).code,
      (await customer.refused(verifyChallenge, { ...verify, params: { challengeId: `${challengeId}A` } }))
        .code,
    ];
    await customer.get(verifyChallenge, verify);
    nextStep(system());
    const used = await customer.refused(verifyChallenge, {
      ...verify,
      body: { method: 'totp', code: app.code() },
    });
    const late = await challenge(customer);
    system().clock.advance(600_000);
    const expired = await customer.refused(verifyChallenge, {
      params: { challengeId: late },
      body: { method: 'totp', code: app.code() },
    });

    expect(codes).toEqual(['challenge_not_found', 'challenge_not_found', 'challenge_not_found']);
    expect(used.code).toBe('challenge_used');
    expect(expired.code).toBe('challenge_expired');
  });

  test('a phone code is not asked of somebody with an app', async () => {
    const customer = await signIn(system());
    await enrolTotp(system(), customer);
    const challengeId = await challenge(customer);

    const refused = await customer.refused(verifyChallenge, {
      params: { challengeId },
      body: { method: 'phone', code: '123456' },
    });

    expect(refused.code).toBe('method_not_available');
  });
});

const now = () => Math.floor(system().clock.now() / 1000);

describe('a portal with screens of its own', () => {
  /** Gives the state once nothing is asked of the service. */
  async function rest(flow: Flow): Promise<State> {
    while ('busy' in flow.state && flow.state.busy !== undefined) {
      await new Promise<void>((resolve) => {
        const stop = flow.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
    return flow.state;
  }

  test('has its customer set an app up, sign in and change nothing without a proof, by client and flow alone', async () => {
    const customer = await signIn(system());
    // The token that the portal has first is refused, as an old one would be.
    const client = createClient({
      apiUrl: system().apiUrl,
      accessToken: ({ renew }) => (renew ? customer.token : 'old'),
    });

    const first = createFlow({ client, now: system().clock.now });
    first.send({ type: 'start' });
    const prompt = await rest(first);
    first.send({ type: 'choose', method: 'totp' });
    const setup = await rest(first);
    if (setup.name !== 'setup_totp') throw new Error(`The state is ${setup.name}`);
    const app = authenticator(system(), setup.enrollment.secret);
    first.send({ type: 'submit', code: app.wrong() });
    const wrong = await rest(first);
    first.send({ type: 'submit', code: app.code() });
    const codes = await rest(first);
    first.send({ type: 'acknowledge' });
    expect(prompt).toMatchObject({ name: 'prompt', skippable: true, methods: ['totp', 'sms', 'call'] });
    expect(wrong).toMatchObject({
      name: 'setup_totp',
      problem: { code: 'wrong_code', attemptsRemaining: 4 },
    });
    expect(codes).toMatchObject({ name: 'backup_codes', codes: { length: 10 } });
    expect(first.state).toMatchObject({ name: 'done', enrolled: true, method: 'totp' });

    nextStep(system());
    const second = createFlow({ client });
    second.send({ type: 'start' });
    const challenged = await rest(second);
    second.send({ type: 'submit', code: app.code() });
    const done = await rest(second);
    expect(challenged).toMatchObject({ name: 'challenge', method: 'totp' });
    expect(done).toMatchObject({ name: 'done', outcome: 'verified', enrolled: false });
    const refusal = await client.startTotp().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ code: 'step_up_required', status: 403 });
    expect(await client.getStatus()).toMatchObject({ enabled: true, method: 'totp' });
  });
});
