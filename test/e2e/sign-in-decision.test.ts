import { decodeJwt } from 'jose';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { skipEnrolment } from '../../shared/contract/operations/skip-enrolment.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { turnOff } from '../../shared/contract/operations/turn-off.ts';
import { type Customer, enrolTotp, prove, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const LOGIN_METHODS = ['password', 'oauth', 'saml', 'sso', 'api_key', 'carrier-pigeon', undefined] as const;
type LoginMethod = (typeof LOGIN_METHODS)[number];

const claims = (method: LoginMethod) => (method === undefined ? {} : { login_method: method });

/** The decision in a word, and the outcome that the assertion with it states. */
async function decide(customer: Customer, body: object = {}) {
  const decision = await customer.get(startChallenge, { body });
  switch (decision.decision) {
    case 'challenge':
      return `challenge ${decision.methods.join('+')}`;
    case 'enroll':
      return decision.skippable ? 'enroll' : 'enroll, not skippable';
    case 'allow':
      return `allow ${decision.reason} ${decodeJwt(decision.assertion).outcome}`;
  }
}

describe('from the policy date on', () => {
  const system = useLocalSystem();

  test.each([
    ['password', 'enroll'],
    ['oauth', 'enroll'],
    ['saml', 'allow sso exempt'],
    ['sso', 'allow sso exempt'],
    ['api_key', 'allow api exempt'],
    ['carrier-pigeon', 'enroll'],
    [undefined, 'enroll'],
  ] as const)('a customer without 2FA who signs in by %s gets: %s', async (method, expected) => {
    expect(await decide(await signIn(system(), claims(method)))).toBe(expected);
  });

  test.each([
    ['password', 'challenge totp+backup_code'],
    ['oauth', 'challenge totp+backup_code'],
    ['saml', 'allow sso exempt'],
    ['sso', 'allow sso exempt'],
    ['api_key', 'allow api exempt'],
    ['carrier-pigeon', 'challenge totp+backup_code'],
    [undefined, 'challenge totp+backup_code'],
  ] as const)('a customer with 2FA who signs in by %s gets: %s', async (method, expected) => {
    const enrolled = await signIn(system());
    await enrolTotp(system(), enrolled);

    expect(await decide(await signIn(system(), { ...claims(method), sub: enrolled.sub }))).toBe(expected);
  });

  test('the first session after sign-up is not prompted, and no word of the client spares the challenge', async () => {
    const fresh = await signIn(system());
    const enrolled = await signIn(system());
    await enrolTotp(system(), enrolled);

    expect(await decide(fresh, { signUp: true })).toBe('allow sign_up exempt');
    expect(await decide(enrolled, { signUp: true })).toBe('challenge totp+backup_code');
  });

  test('a step-up is asked of everybody who has 2FA, and of nobody else', async () => {
    for (const method of LOGIN_METHODS) {
      const customer = await signIn(system(), claims(method));
      const refused = await customer.refused(startChallenge, { body: { purpose: 'step_up' } });
      expect(refused.code).toBe('not_enabled');
    }
    const enrolled = await signIn(system());
    await enrolTotp(system(), enrolled);
    const bySso = await signIn(system(), { sub: enrolled.sub, login_method: 'saml' });
    expect(await decide(bySso, { purpose: 'step_up' })).toBe('challenge totp+backup_code');
  });

  test('the prompt can be skipped every time, with a signed outcome; not once 2FA is on', async () => {
    const customer = await signIn(system(), { sid: 's1' });

    for (let skips = 0; skips < 3; skips++) {
      expect(await decide(customer)).toBe('enroll');
      const { assertion } = await customer.get(skipEnrolment, { body: {} });
      expect(decodeJwt(assertion)).toMatchObject({ sub: customer.sub, sid: 's1', outcome: 'skipped' });
      expect(decodeJwt(assertion)).not.toHaveProperty('amr');
    }
    await enrolTotp(system(), customer);

    expect((await customer.refused(skipEnrolment, { body: {} })).code).toBe('already_enabled');
  });
});

describe('before the policy date', () => {
  const system = useLocalSystem({ settings: { prompt: { from: '2099-01-01' } } });

  test('nobody is prompted, but who has 2FA is challenged', async () => {
    const customer = await signIn(system());

    expect(await decide(customer)).toBe('allow before_policy_date exempt');
    await enrolTotp(system(), customer);
    expect(await decide(customer)).toBe('challenge totp+backup_code');
  });
});

describe('where the prompt becomes due', () => {
  const system = useLocalSystem({ settings: { prompt: { requiredAfterSkips: 2, requiredAfterDays: 30 } } });

  test('after the skips that are allowed it can no longer be skipped', async () => {
    const customer = await signIn(system());
    await customer.get(skipEnrolment, { body: {} });
    await customer.get(skipEnrolment, { body: {} });

    expect(await decide(customer)).toBe('enroll, not skippable');
    expect((await customer.refused(skipEnrolment, { body: {} })).code).toBe('forbidden');
    await enrolTotp(system(), customer);
  });

  test('after the days that are allowed it can no longer be skipped, whatever the client says of sign-up', async () => {
    const customer = await signIn(system());
    expect(await decide(customer)).toBe('enroll');

    system().clock.advance(30 * 24 * 3600_000);
    const later = await signIn(system(), { sub: customer.sub });

    expect(await decide(later)).toBe('enroll, not skippable');
    expect(await decide(later, { signUp: true })).toBe('enroll, not skippable');
  });
});

describe('where turning off is allowed', () => {
  const system = useLocalSystem({ settings: { allowDisable: true } });

  test('it takes a proof, and the next sign-in prompts again', async () => {
    const customer = await signIn(system());
    const { backupCodes } = await enrolTotp(system(), customer);
    const before = await customer.get(getStatus);
    const bare = await customer.refused(turnOff);
    const stepUp = await prove(customer, backupCodes[0] ?? '', { method: 'backup_code', purpose: 'step_up' });

    const answer = await customer.call(turnOff, { headers: { 'x-2fa-assertion': stepUp } });

    expect(before.canDisable).toBe(true);
    expect(bare.code).toBe('step_up_required');
    expect(answer.status).toBe(204);
    expect(await customer.get(getStatus)).toMatchObject({
      enabled: false,
      backupCodes: null,
      canDisable: false,
    });
    expect(await decide(customer)).toBe('enroll');
  });
});
