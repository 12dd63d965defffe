import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { replaceBackupCodes } from '../../shared/contract/operations/replace-backup-codes.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { tally } from './support/client.ts';
import { challenge, enrolTotp, prove, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

describe('backup codes', () => {
  test('each gets in once, however it is typed', async () => {
    const customer = await signIn(system());
    const { backupCodes } = await enrolTotp(system(), customer);
    const [first = '', second = ''] = backupCodes;
    const typed = first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');

    const use = async (code: string) =>
      customer.call(verifyChallenge, {
        params: { challengeId: await challenge(customer) },
        body: { method: 'backup_code', code },
      });
    const once = await use(typed);
    const twice = await use(first);
    const other = await use(second);

    expect(once).toMatchObject({ ok: true, body: { method: 'backup_code', backupCodesRemaining: 9 } });
    expect(twice).toMatchObject({ ok: false, problem: { code: 'wrong_code' } });
    expect(other).toMatchObject({ ok: true, body: { backupCodesRemaining: 8 } });
  });

  test('30 parallel uses of one backup code: exactly one gets in', async () => {
    const customer = await signIn(system());
    const { backupCodes } = await enrolTotp(system(), customer);
    // A slow signature holds the first ones between comparing and deciding until others have compared too.
    system().controls.setFaults({ 'kms:Sign': { delayMs: 500 } });
    const challenges = await Promise.all(Array.from({ length: 5 }, () => challenge(customer)));

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        customer.call(verifyChallenge, {
          params: { challengeId: challenges[index % 5] ?? '' },
          body: { method: 'backup_code', code: backupCodes[0] },
        }),
      ),
    );

    system().controls.setFaults({});
    expect(tally(answers).ok).toBe(1);
    expect((await customer.get(getStatus)).backupCodes?.remaining).toBe(9);
  });

  test('a new set replaces the old one at once', async () => {
    const customer = await signIn(system());
    const { backupCodes, assertion } = await enrolTotp(system(), customer);

    const replaced = await customer.get(replaceBackupCodes, {
      body: {},
      headers: { 'x-2fa-assertion': assertion },
    });

    const old = await customer.refused(verifyChallenge, {
      params: { challengeId: await challenge(customer) },
      body: { method: 'backup_code', code: backupCodes[0] },
    });
    expect(old.code).toBe('wrong_code');
    await prove(customer, replaced.backupCodes[0] ?? '', { method: 'backup_code' });
  });

  test('there are none to replace before 2FA is on', async () => {
    const customer = await signIn(system());

    expect((await customer.refused(replaceBackupCodes, { body: {} })).code).toBe('not_enabled');
  });
});
