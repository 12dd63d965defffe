/** A code to a telephone number, which is in force once the code proves that it arrived. */

import type { Caller } from '../../../../shared/domain/caller.ts';
import { OFFERED_METHODS, type OfferedMethod } from '../../../../shared/domain/method.ts';
import { confirmPhone } from '../../../../shared/operations/enrolment/confirm-phone.ts';
import { startPhone } from '../../../../shared/operations/enrolment/start-phone.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { DAY, kim, MINUTE, NOW, PHONE, policy, SECOND } from '../../support/users.ts';
import { caller, counterOf, request, withApp, withoutSid, withPhone, world } from '../../support/world.ts';

withQuietLog();

const refusedWith = (code: string) => ({ ok: false, error: { code } });
type Body = Parameters<ReturnType<typeof startPhone>>[0]['body'];

function enrolling(user = kim(), methods: readonly OfferedMethod[] = OFFERED_METHODS) {
  const all = world(user, { methods });
  return {
    ...all,
    start: (body: Partial<Body> = {}, { by = caller as Caller, headers = {} } = {}) =>
      startPhone(all.deps)({
        ...request(by, headers),
        body: { phoneNumber: '+1 (202) 555-0123', channel: 'sms', ...body },
      }),
    confirm: (code: string, by: Caller = caller) =>
      confirmPhone(all.deps)({ ...request(by), body: { code } }),
  };
}

test.each(['sms', 'call'] as const)('a code by %s goes to the number, and confirms it', async (channel) => {
  const { start, confirm, sentCode, network, users } = enrolling();

  expect(await start({ channel })).toEqual({
    ok: true,
    value: {
      phone: '+1 ••• ••• ••23',
      channel,
      expiresAt: new Date(NOW + 10 * MINUTE).toISOString(),
      resendAt: new Date(NOW + 30 * SECOND).toISOString(),
      requestsRemaining: 9,
    },
  });
  expect(network.handedOver).toMatchObject([{ channel, to: PHONE }]);
  expect(JSON.stringify(users.kim())).not.toContain(sentCode());
  expect(JSON.stringify(users.kim())).not.toContain('5550123');
  expect(await confirm(sentCode())).toMatchObject({ ok: true });
});

test.each([
  ['call', ['totp', 'sms']],
  ['sms', ['totp', 'call']],
] as const)('no code by %s where the operator offers %j', async (channel, methods) => {
  const { start, network, calls } = enrolling(kim(), methods);

  expect(await start({ channel })).toEqual({ ok: false, error: { code: 'method_not_available' } });
  expect(network.handedOver).toEqual([]);
  expect(calls).not.toContain('write');
});

test('a text says how long the code lives, in the customer’s language', async () => {
  const { start, network } = enrolling();
  await start({ locale: 'da' }, { headers: { 'accept-language': 'fr' } });

  expect(network.handedOver).toMatchObject([{ text: expect.stringContaining('udløber om 10 minutter') }]);
});

test('a call is spoken in the customer’s language', async () => {
  const { start, network } = enrolling();
  await start({ channel: 'call' }, { headers: { 'accept-language': 'fr' } });

  expect(network.handedOver).toMatchObject([{ attributes: { languageCode: 'fr-FR' } }]);
});

test('again is a fresh code, and the one before is dead', async () => {
  const { start, confirm, sentCode, clock } = enrolling();
  await start();
  const first = sentCode();
  expect(await start()).toEqual({ ok: false, error: { code: 'resend_too_soon', retryAfter: 30 } });
  clock.advance(30 * SECOND);
  await start();

  expect(await confirm(first)).toMatchObject(refusedWith('wrong_code'));
  expect(await confirm(sentCode())).toMatchObject({ ok: true });
});

test('only the session that started it can confirm it; any can, where none was named', async () => {
  const other = { ...caller, sid: 'other' };
  const { start, confirm, sentCode, clock } = enrolling();
  await start();
  expect(await confirm(sentCode(), other)).toEqual(refusedWith('nothing_pending'));

  clock.advance(30 * SECOND);
  await start({}, { by: withoutSid(caller) });
  expect(await confirm(sentCode(), other)).toMatchObject({ ok: true });
});

describe('a number', () => {
  test.each([
    ['that is none', '12345', 'sms', 'invalid_phone_number'],
    ['of a fixed line, for a text', '+442079460123', 'sms', 'phone_number_not_supported'],
    ['that costs more', '+1 900 555 0123', 'call', 'phone_number_not_supported'],
  ] as const)('%s is refused before anything is read', async (_which, phoneNumber, channel, code) => {
    const { start, calls, network } = enrolling();

    expect(await start({ phoneNumber, channel })).toEqual(refusedWith(code));
    expect([calls, network.handedOver]).toEqual([[], []]);
  });

  test('has one count, however it is written and whoever asks', async () => {
    const { start, limiter, network, users } = enrolling();
    limiter.set(counterOf(PHONE), { count: policy.requestsPerNumber, endsAt: NOW + DAY });

    expect(await start({ phoneNumber: '001 202 555 0123' })).toMatchObject(refusedWith('too_many_requests'));
    expect(network.handedOver).toEqual([]);
    expect(users.kim().pending).toBeUndefined();
  });
});

describe('with a factor in force', () => {
  test.each([
    ['an app', withApp()],
    ['a phone', withPhone()],
  ])('(%s) it takes a step-up, and the factor stays', async (_factor, user) => {
    const { start, stepUp, users, network } = enrolling(user);

    expect(await start()).toEqual(refusedWith('step_up_required'));
    expect([users.landed(), network.handedOver]).toEqual([0, []]);
    expect(await start({}, { headers: await stepUp() })).toMatchObject({ ok: true });
    expect(users.kim().factor).toEqual(user.factor);
  });

  test('it does so also where the factor came while it was started: nothing is sent', async () => {
    const { start, overtake, network } = enrolling();
    overtake(() => withApp());

    expect(await start()).toEqual(refusedWith('step_up_required'));
    expect(network.handedOver).toEqual([]);
  });
});
