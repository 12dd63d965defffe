/** The code that was sent proves the number. See `confirm.test.ts` for what an app has in common with it. */

import { confirmTotp } from '../../../../shared/operations/enrolment/confirm-totp.ts';
import { hashBlock, openNumber } from '../../../../shared/operations/numbers.ts';
import { wrongCodes } from '../../support/authenticator.ts';
import { enrolling } from '../../support/enrolling.ts';
import { withoutRequests } from '../../support/events.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { KIM, MINUTE, NOW, PHONE } from '../../support/users.ts';
import { KEYS, request, withPhone } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });

test('puts the number in force, with the channels that reach it', async () => {
  const { confirm, users } = await enrolling('text');
  await confirm();

  const { factor } = users.kim();
  if (factor?.method !== 'phone') throw new Error('There is no phone.');
  expect(openNumber(KEYS, KIM, factor.number)).toBe(PHONE);
  expect(factor.channels).toEqual(['sms', 'call']);
});

test('a fixed line takes calls alone', async () => {
  const { confirm, users } = await enrolling('call', { phoneNumber: '+442079460123' });
  await confirm();

  expect(users.kim().factor).toMatchObject({ channels: ['call'] });
});

test('another number takes the place of the one before', async () => {
  const { confirm, users } = await enrolling('text', { user: withPhone(), phoneNumber: '+12025550199' });
  await confirm();

  expect(withoutRequests(users.events)).toMatchObject([{ type: 'PhoneNumberChanged', at: NOW }]);
});

test('says with its event, for the service alone, which country and block the code went to', async () => {
  const { confirm, users, places } = await enrolling('text');
  await confirm();

  const confirmed = { country: 'US', block: hashBlock(KEYS, PHONE) };
  expect(withoutRequests(users.events)).toEqual([
    { type: 'TwoFactorEnabled', method: 'phone', confirmed, at: NOW },
  ]);
  // The customer waits for no count: the stream sees to that.
  expect(places.calls).toEqual(['charge block', 'charge country']);
});

test('a wrong code confirms nowhere', async () => {
  const { confirm, wrongCode, users } = await enrolling('text');
  await confirm(wrongCode());

  expect(JSON.stringify(users.events)).not.toContain('confirmed');
});

test('a code that was tried wrong five times is dead', async () => {
  const { confirm, rightCode, clock } = await enrolling('text');
  for (const code of wrongCodes(5, rightCode())) {
    await confirm(code);
    clock.advance(MINUTE);
  }

  expect(await confirm(rightCode())).toEqual(refusedWith('code_expired'));
});

test('no app is confirmed by it', async () => {
  const { deps, rightCode } = await enrolling('text');

  expect(await confirmTotp(deps)({ ...request(), body: { code: rightCode() } })).toEqual(
    refusedWith('nothing_pending'),
  );
});
