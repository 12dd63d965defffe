import { replaceBackupCodes } from '../../shared/contract/operations/replace-backup-codes.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { turnOff } from '../../shared/contract/operations/turn-off.ts';
import { challenge, enrolTotp, freshNumber, nextStep, prove, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const guarded = [
  { operation: startTotp, body: {} },
  { operation: startPhone, body: { phoneNumber: freshNumber(), channel: 'sms' } },
  { operation: replaceBackupCodes, body: {} },
] as const;

describe('changing a factor', () => {
  test.each(guarded)('$operation.id needs a proof of the factor in force', async ({ operation, body }) => {
    const customer = await signIn(system());
    await enrolTotp(system(), customer);

    const refused = await customer.refused(operation, { body });

    expect(refused.code).toBe('step_up_required');
  });

  test.each(guarded)(
    "$operation.id takes nobody else's proof, nor one that is no proof",
    async ({ operation, body }) => {
      const customer = await signIn(system(), { sid: 'mine' });
      const { assertion: own } = await enrolTotp(system(), customer);
      const otherUser = await enrolTotp(system(), await signIn(system(), { sid: 'mine' }));
      const session = await signIn(system(), { sub: customer.sub, sid: 'other' });
      nextStep(system());
      const exempt = await signIn(system(), { sub: customer.sub, sid: 'mine', login_method: 'saml' });
      const decision = await exempt.get(startChallenge, { body: {} });
      const [header, payload, signature] = own.split('.');
      const tampered = [header, Buffer.from('{"outcome":"verified"}').toString('base64url'), signature].join(
        '.',
      );
      const unsigned = [Buffer.from('{"alg":"none"}').toString('base64url'), payload, ''].join('.');

      const outcomes = new Map<string, string>();
      const attempt = async (name: string, client: typeof customer, proof: string) => {
        const refused = await client.refused(operation, { body, headers: { 'x-2fa-assertion': proof } });
        outcomes.set(name, refused.code);
      };
      await attempt('another user', customer, otherUser.assertion);
      await attempt('another session', session, own);
      await attempt('an exemption', customer, decision.decision === 'allow' ? decision.assertion : '');
      await attempt('the access token', customer, customer.token);
      await attempt('tampered', customer, tampered);
      await attempt('unsigned', customer, unsigned);
      await attempt('garbage', customer, 'garbage');
      system().clock.advance(300_000);
      await attempt('more than five minutes old', customer, own);

      expect(new Set(outcomes.values())).toEqual(new Set(['step_up_required']));
      expect(outcomes.size).toBe(8);
    },
  );

  test('the old device works until the new one is confirmed, then no more; backup codes stay', async () => {
    const customer = await signIn(system());
    const old = await enrolTotp(system(), customer);
    nextStep(system());
    const stepUp = await prove(customer, old.app.code(), { purpose: 'step_up' });
    const headers = { 'x-2fa-assertion': stepUp };
    await customer.get(startTotp, { body: {}, headers });
    nextStep(system());
    await prove(customer, old.app.code());

    const renewed = await enrolTotp(system(), customer, stepUp);
    nextStep(system());

    await expect(prove(customer, old.app.code())).rejects.toThrow('wrong_code');
    await prove(customer, renewed.app.code());
    expect(renewed.backupCodes).toEqual([]);
    await prove(customer, old.backupCodes[0] ?? '', { method: 'backup_code' });
  });

  test('a backup code steps up as well, for a lost device', async () => {
    const customer = await signIn(system());
    const { backupCodes } = await enrolTotp(system(), customer);

    const stepUp = await prove(customer, backupCodes[0] ?? '', { method: 'backup_code', purpose: 'step_up' });

    await customer.get(startTotp, { body: {}, headers: { 'x-2fa-assertion': stepUp } });
  });

  test('the first factor needs no proof, and there is nothing to step up with before it', async () => {
    const customer = await signIn(system());

    await customer.get(startTotp, { body: {} });

    await expect(challenge(customer, 'step_up')).rejects.toThrow('not_enabled');
  });

  test('2FA cannot be turned off, with or without a proof', async () => {
    const customer = await signIn(system());
    const { assertion } = await enrolTotp(system(), customer);

    const bare = await customer.refused(turnOff);
    const proved = await customer.refused(turnOff, { headers: { 'x-2fa-assertion': assertion } });

    expect([bare.code, proved.code]).toEqual([
      'two_factor_cannot_be_disabled',
      'two_factor_cannot_be_disabled',
    ]);
  });
});
