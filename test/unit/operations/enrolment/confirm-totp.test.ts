/** A code from the app proves it, and puts it in force. See `confirm.test.ts` for what a phone has in common with it. */

import { confirmPhone } from '../../../../shared/operations/enrolment/confirm-phone.ts';
import { verifyChallenge } from '../../../../shared/operations/sign-in/verify-challenge.ts';
import { enrolling } from '../../support/enrolling.ts';
import { NOW, SECOND } from '../../support/users.ts';
import { request, withApp, withPhone } from '../../support/world.ts';

const refusedWith = (code: string) => ({ ok: false, error: { code } });

test('the code that proved it is spent: it signs nobody in, and the next one does', async () => {
  const { confirm, rightCode, challenge, deps, clock } = await enrolling('app');
  await confirm();
  const challengeId = await challenge();
  const verify = () =>
    verifyChallenge(deps)({
      ...request(),
      params: { challengeId },
      body: { method: 'totp', code: rightCode() },
    });

  expect(await verify()).toMatchObject(refusedWith('wrong_code'));
  clock.advance(30 * SECOND);
  expect(await verify()).toMatchObject({ ok: true });
});

test('another app takes the place of the one before', async () => {
  const { confirm, users } = await enrolling('app', { user: withApp() });
  await confirm();

  expect(users.events).toEqual([{ type: 'AuthenticatorReplaced', at: NOW }]);
  expect(users.kim().factor).not.toEqual(withApp().factor);
});

test('no phone is confirmed by it', async () => {
  const { deps, rightCode } = await enrolling('app');

  expect(await confirmPhone(deps)({ ...request(), body: { code: rightCode() } })).toEqual(
    refusedWith('nothing_pending'),
  );
});

test('the factor in force stays so after a wrong code', async () => {
  const user = withPhone();
  const { confirm, wrongCode, users } = await enrolling('app', { user });
  await confirm(wrongCode());

  expect(users.kim().factor).toEqual(user.factor);
});
