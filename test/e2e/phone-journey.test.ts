import { decodeJwt } from 'jose';
import { confirmPhone } from '../../shared/contract/operations/confirm-phone.ts';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { sendChallengeCode } from '../../shared/contract/operations/send-challenge-code.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { tally } from './support/client.ts';
import {
  challenge,
  enrolPhone,
  enrolTotp,
  freshNumber,
  lastCode,
  nextStep,
  prove,
  requestCode,
  signIn,
} from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

/** Past the half minute between two codes. */
const cooldown = () => system().clock.advance(30_000);

const wrongCode = (right: string) => (right === '000000' ? '111111' : '000000');

describe('a customer with a telephone', () => {
  test('turns 2FA on by text and signs in by call', async () => {
    const customer = await signIn(system());
    const number = '+12025550100';

    const sent = await customer.get(startPhone, {
      body: { phoneNumber: '+1 (202) 555-0100', channel: 'sms', locale: 'de' },
    });
    const text = system().controls.messages(number).at(-1);
    const enabled = await customer.get(confirmPhone, { body: { code: lastCode(system(), number) } });
    cooldown();
    const decision = await customer.get(startChallenge, { body: {} });
    const challengeId = decision.decision === 'challenge' ? decision.challengeId : '';
    const code = await requestCode(system(), customer, challengeId, number, 'call');
    const call = system().controls.messages(number).at(-1);
    const verified = await customer.get(verifyChallenge, {
      params: { challengeId },
      body: { method: 'phone', code },
    });

    expect(sent).toMatchObject({ phone: '+1 ••• ••• ••00', channel: 'sms', requestsRemaining: 9 });
    const between = Date.parse(sent.expiresAt) - Date.parse(sent.resendAt);
    expect(Math.round(between / 1000)).toBe(600 - 30);
    expect(text).toMatchObject({ channel: 'sms', locale: 'de' });
    expect(text?.text).toMatch(/^\d{6} ist Ihr Code für Mission Control/);
    expect(enabled.backupCodes).toHaveLength(10);
    expect(decodeJwt(enabled.assertion)).toMatchObject({ method: 'phone', amr: ['sms', 'mfa'] });
    expect(decision).toMatchObject({
      methods: ['phone', 'backup_code'],
      phone: { number: '+1 ••• ••• ••00', channels: ['sms', 'call'] },
    });
    expect(call).toMatchObject({ channel: 'call', locale: 'en' });
    expect(call?.text).toContain('press any key');
    expect(decodeJwt(verified.assertion)).toMatchObject({ method: 'phone', amr: ['tel', 'mfa'] });
    expect(await customer.get(getStatus)).toMatchObject({
      enabled: true,
      method: 'phone',
      phone: { number: '+1 ••• ••• ••00', channels: ['sms', 'call'] },
    });
  });

  test('switches to an app and back; the old factor works until the new one is confirmed; backup codes stay', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    const { backupCodes, assertion } = await enrolPhone(system(), customer, number);

    const { app, backupCodes: none } = await enrolTotp(system(), customer, assertion);
    nextStep(system());
    const stepUp = await prove(customer, app.code(), { purpose: 'step_up' });
    cooldown();
    await customer.get(startPhone, {
      body: { phoneNumber: number, channel: 'call' },
      headers: { 'x-2fa-assertion': stepUp },
    });
    nextStep(system());
    await prove(customer, app.code());
    await customer.get(confirmPhone, { body: { code: lastCode(system(), number) } });
    nextStep(system());
    const challengeId = await challenge(customer);
    const app_ = await customer.refused(verifyChallenge, {
      params: { challengeId },
      body: { method: 'totp', code: app.code() },
    });

    expect(none).toEqual([]);
    expect(app_.code).toBe('method_not_available');
    await prove(customer, backupCodes[0] ?? '', { method: 'backup_code' });
  });

  test('changes the number with a proof of the old one', async () => {
    const customer = await signIn(system());
    const old = freshNumber();
    const renewed = freshNumber();
    await enrolPhone(system(), customer, old);
    cooldown();
    const challengeId = await challenge(customer, 'step_up');
    const code = await requestCode(system(), customer, challengeId, old);
    const { assertion } = await customer.get(verifyChallenge, {
      params: { challengeId },
      body: { method: 'phone', code },
    });
    cooldown();

    await enrolPhone(system(), customer, renewed, { stepUp: assertion });

    cooldown();
    await requestCode(system(), customer, await challenge(customer), renewed);
    expect(system().controls.messages(old)).toHaveLength(2);
    expect(system().controls.messages(renewed)).toHaveLength(2);
  });

  test('takes a language from the request, else from Accept-Language, else the default', async () => {
    const texts: (string | undefined)[] = [];
    for (const [locale, header] of [
      ['fr-CA', 'sv'],
      [undefined, 'tlh, sv;q=0.8, de;q=0.5'],
      [undefined, 'tlh'],
    ]) {
      const customer = await signIn(system());
      const number = freshNumber();
      await customer.get(startPhone, {
        body: { phoneNumber: number, channel: 'sms', ...(locale !== undefined && { locale }) },
        headers: header === undefined ? {} : { 'accept-language': header },
      });
      texts.push(system().controls.messages(number).at(-1)?.locale);
    }

    expect(texts).toEqual(['fr', 'sv', 'en']);
  });
});

describe('a sent code', () => {
  test('works once, though it is submitted 40 times at once', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    cooldown();
    const challengeId = await challenge(customer);
    const code = await requestCode(system(), customer, challengeId, number);
    await system().warm('verifychallenge', 16);

    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        customer.call(verifyChallenge, { params: { challengeId }, body: { method: 'phone', code } }),
      ),
    );

    expect(tally(answers).ok).toBe(1);
  });

  test('is dead after five wrong tries, and of 40 parallel guesses five are compared', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    cooldown();
    const challengeId = await challenge(customer);
    const code = await requestCode(system(), customer, challengeId, number);

    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        customer.call(verifyChallenge, {
          params: { challengeId },
          body: { method: 'phone', code: wrongCode(code) },
        }),
      ),
    );
    const atOnce = await customer.refused(verifyChallenge, {
      params: { challengeId },
      body: { method: 'phone', code },
    });
    system().clock.advance(60_000);
    const later = await customer.refused(verifyChallenge, {
      params: { challengeId },
      body: { method: 'phone', code },
    });

    expect(tally(answers)).toEqual({ wrong_code: 5, too_many_attempts: 35 });
    expect(atOnce.code).toBe('too_many_attempts');
    expect(later.code).toBe('code_expired');
  });

  test('a new code replaces the old one and resets no failure count', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await customer.get(startPhone, { body: { phoneNumber: number, channel: 'sms' } });
    const first = lastCode(system(), number);
    await customer.refused(confirmPhone, { body: { code: wrongCode(first) } });
    await customer.refused(confirmPhone, { body: { code: wrongCode(first) } });
    cooldown();
    await customer.get(startPhone, { body: { phoneNumber: number, channel: 'sms' } });
    const second = lastCode(system(), number);

    const old = await customer.refused(confirmPhone, {
      body: { code: first === second ? wrongCode(second) : first },
    });

    expect(old).toMatchObject({ code: 'wrong_code', attemptsRemaining: 2 });
    expect((await customer.get(confirmPhone, { body: { code: second } })).enabled).toBe(true);
  });

  test('is worth nothing once its challenge has expired, after ten minutes', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    cooldown();
    const early = await challenge(customer);
    const code = await requestCode(system(), customer, early, number);
    system().clock.advance(600_000);

    const expired = await customer.refused(verifyChallenge, {
      params: { challengeId: early },
      body: { method: 'phone', code },
    });

    expect(expired.code).toBe('challenge_expired');
  });

  test('answers only the challenge it was sent for', async () => {
    const customer = await signIn(system());
    const number = freshNumber();
    await enrolPhone(system(), customer, number);
    cooldown();
    const code = await requestCode(system(), customer, await challenge(customer), number);

    const other = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'phone', code },
    });

    expect(other.code).toBe('nothing_pending');
  });

  test('is not sent to somebody with an app', async () => {
    const customer = await signIn(system());
    await enrolTotp(system(), customer);

    const refused = await customer.refused(sendChallengeCode, {
      params: { challengeId: await challenge(customer) },
      body: { channel: 'sms' },
    });

    expect(refused.code).toBe('method_not_available');
  });
});

describe('numbers', () => {
  test.each([
    ['letters', 'call me', 'invalid_phone_number'],
    ['a short number', '12345', 'invalid_phone_number'],
    ['too many digits', '+1202555010012345', 'invalid_phone_number'],
    ['full-width digits', '+１２０２５５５０１００', 'invalid_phone_number'],
    ['a premium number', '+1 900 555 0100', 'phone_number_not_supported'],
    ['a satellite phone', '+881612345678', 'phone_number_not_supported'],
    ['a toll-free number', '+1 800 555 0100', 'phone_number_not_supported'],
    ['a fixed line by text', '+44 20 7946 0000', 'phone_number_not_supported'],
  ])('%s is refused, and costs nothing', async (_name, phoneNumber, code) => {
    const customer = await signIn(system());

    const refused = await customer.refused(startPhone, { body: { phoneNumber, channel: 'sms' } });

    expect(refused.code).toBe(code);
    const sent = await customer.get(startPhone, { body: { phoneNumber: freshNumber(), channel: 'sms' } });
    expect(sent.requestsRemaining).toBe(9);
  });

  test('a fixed line is called, and is never offered a text', async () => {
    const customer = await signIn(system());
    const number = '+442079460000';

    await enrolPhone(system(), customer, number, { channel: 'call' });

    expect((await customer.get(getStatus)).phone?.channels).toEqual(['call']);
    cooldown();
    const refused = await customer.refused(sendChallengeCode, {
      params: { challengeId: await challenge(customer) },
      body: { channel: 'sms' },
    });
    expect(refused.code).toBe('method_not_available');
  });
});

describe('with an Amazon Connect instance that the operator has already', () => {
  const existing = useLocalSystem({
    settings: {
      calls: {
        kind: 'existing',
        instanceArn: 'arn:aws:connect:us-east-1:000000000000:instance/11111111-2222-3333-4444-555555555555',
        sourcePhoneNumber: '+12025550190',
        allowedCountries: 'all',
      },
    },
  });

  test('calls go out from it, through the flow that the stack adds', async () => {
    const customer = await signIn(existing());

    await enrolPhone(existing(), customer, '+12025550191', { channel: 'call' });

    expect(existing().controls.messages('+12025550191').at(-1)?.text).toContain('This is Mission Control');
  });
});
