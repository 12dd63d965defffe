/** Turning the second factor off: refused, unless the operator lets customers do it. */

import { checkChallenge } from '../../../../shared/domain/challenge.ts';
import type { User } from '../../../../shared/domain/user.ts';
import { turnOff } from '../../../../shared/operations/enrolment/turn-off.ts';
import { openChallenge } from '../../../../shared/operations/sign-in/open-challenge.ts';
import { kim, NOW, pendingTotp, policy, sentCode } from '../../support/users.ts';
import { caller, KEYS, request, withApp, withPhone, world } from '../../support/world.ts';

const refusedWith = (code: string) => ({ ok: false, error: { code } });

function turningOff(user: User, allowDisable = true) {
  const all = world(user, { allowDisable });
  return { ...all, off: (headers = {}) => turnOff(all.deps)(request(caller, headers)) };
}

test('is refused by default, whoever asks and with whatever proof', async () => {
  const { off, stepUp, calls, forgetCalls } = turningOff(withApp(), false);
  const proof = await stepUp();
  forgetCalls();

  expect(await off(proof)).toEqual(refusedWith('two_factor_cannot_be_disabled'));
  expect(calls).toEqual([]);
});

describe('where it is allowed', () => {
  test.each([
    ['totp', withApp],
    ['phone', withPhone],
  ] as const)('removes the %s, the backup codes and what is pending', async (method, having) => {
    const { off, stepUp, users } = turningOff(
      having({ pending: pendingTotp('next'), sentCode: { ...sentCode('code'), challenge: 'challenge' } }),
    );

    expect(await off(await stepUp())).toEqual({ ok: true, value: undefined });
    for (const part of ['factor', 'backupCodes', 'pending', 'sentCode']) {
      expect(users.kim()).not.toHaveProperty(part);
    }
    expect(users.events).toEqual([{ type: 'TwoFactorDisabled', method, at: NOW }]);
  });

  test('takes a step-up', async () => {
    const { off, users } = turningOff(withApp());

    expect(await off()).toEqual(refusedWith('step_up_required'));
    expect(users.landed()).toBe(0);
  });

  test('voids the challenges that are open', async () => {
    const { off, stepUp, challenge, users } = turningOff(withApp());
    const open = openChallenge(KEYS, await challenge(), caller);
    if (!open.ok) throw new Error('There is no challenge.');
    await off(await stepUp());

    expect(checkChallenge(users.kim(), open.value, policy, NOW)).toEqual({ code: 'challenge_not_found' });
  });

  test('has nothing to do without a second factor', async () => {
    expect(await turningOff(kim()).off()).toEqual(refusedWith('not_enabled'));
  });
});
