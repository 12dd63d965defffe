/** The code of a sign-in or step-up, by text or call. */

import type { E164 } from '../../../../shared/domain/brand.ts';
import type { Caller } from '../../../../shared/domain/caller.ts';
import { OFFERED_METHODS, type OfferedMethod } from '../../../../shared/domain/method.ts';
import type { User } from '../../../../shared/domain/user.ts';
import { sendChallengeCode } from '../../../../shared/operations/sign-in/send-challenge-code.ts';
import { verifyChallenge } from '../../../../shared/operations/sign-in/verify-challenge.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { DAY, MINUTE, NOW, PHONE, phoneFactor, policy, SECOND } from '../../support/users.ts';
import {
  caller,
  counterOf,
  request,
  sealNumber,
  withApp,
  withoutSid,
  withPhone,
  world,
} from '../../support/world.ts';

withQuietLog();

type Body = Parameters<ReturnType<typeof sendChallengeCode>>[0]['body'];

function signingIn(user = withPhone(), methods: readonly OfferedMethod[] = OFFERED_METHODS) {
  const all = world(user, { methods });
  return {
    ...all,
    send: (
      challengeId: string,
      body: Body = { channel: 'sms' },
      { by = caller as Caller, headers = {} } = {},
    ) => sendChallengeCode(all.deps)({ ...request(by, headers), params: { challengeId }, body }),
    verify: (challengeId: string, code: string) =>
      verifyChallenge(all.deps)({ ...request(), params: { challengeId }, body: { method: 'phone', code } }),
  };
}

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('the code', () => {
  test.each([
    ['sms', { channel: 'sms', to: PHONE, text: expect.any(String) }],
    ['call', { channel: 'call', to: PHONE, attributes: expect.any(Object), clientToken: expect.any(String) }],
  ] as const)(
    'goes to the customer’s own number, by %s, and answers the challenge',
    async (channel, sent) => {
      const { challenge, send, sentCode, verify, network, users } = signingIn();
      const id = await challenge();

      expect(await send(id, { channel })).toEqual({
        ok: true,
        value: {
          phone: '+1 ••• ••• ••23',
          channel,
          expiresAt: new Date(NOW + 10 * MINUTE).toISOString(),
          resendAt: new Date(NOW + 30 * SECOND).toISOString(),
          requestsRemaining: 9,
        },
      });
      expect(network.handedOver).toEqual([sent]);
      expect(users.kim().sentCode?.channel).toBe(channel);
      expect(await verify(id, sentCode())).toMatchObject({ ok: true });
    },
  );

  test('leaves by no channel that the operator does not offer', async () => {
    const { challenge, send, network } = signingIn(withPhone(), ['totp', 'call']);
    const id = await challenge();

    expect(await send(id, { channel: 'sms' })).toEqual(refusedWith('method_not_available'));
    expect(network.handedOver).toEqual([]);
    expect(await send(id, { channel: 'call' })).toMatchObject({ ok: true });
  });

  test('says in a text how long it lives', async () => {
    const { challenge, send, network } = signingIn();
    await send(await challenge());

    expect(network.handedOver).toMatchObject([{ text: expect.stringMatching(/\b10 minutes\b/) }]);
  });

  test('is called in under its own name, so that it is spoken once', async () => {
    const { challenge, send, network, users } = signingIn();
    await send(await challenge(), { channel: 'call' });

    expect(network.handedOver).toMatchObject([{ clientToken: users.kim().sentCode?.id }]);
  });

  test('answers the challenge that it was sent for, and no other', async () => {
    const { challenge, send, sentCode, verify } = signingIn();
    const [one, two] = [await challenge(), await challenge()];
    await send(one);

    expect(await verify(two, sentCode())).toEqual(refusedWith('nothing_pending'));
    expect(await verify(one, sentCode())).toMatchObject({ ok: true });
  });

  test('is replaced by the next one', async () => {
    const { challenge, send, sentCode, verify, clock } = signingIn();
    const id = await challenge();
    await send(id);
    const first = sentCode();
    clock.advance(30 * SECOND);
    await send(id);

    expect(await verify(id, first)).toMatchObject(refusedWith('wrong_code'));
    expect(await verify(id, sentCode())).toMatchObject({ ok: true });
  });
});

describe('the language', () => {
  const GERMAN = { sms: { text: expect.stringContaining('ist Ihr Code') }, call: { languageCode: 'de-DE' } };

  test.each([
    ['that the request names', { locale: 'de-AT' }, { 'accept-language': 'fr' }],
    ['of the browser, if it names none', {}, { 'accept-language': 'de-AT, fr;q=0.5' }],
  ])('is the one %s, in texts and in calls', async (_which, wish, headers) => {
    for (const channel of ['sms', 'call'] as const) {
      const { challenge, send, network } = signingIn();
      await send(await challenge(), { channel, ...wish }, { headers });

      const said = channel === 'sms' ? GERMAN.sms : { attributes: expect.objectContaining(GERMAN.call) };
      expect(network.handedOver).toMatchObject([said]);
    }
  });

  test('is the operator’s where the customer’s is none of ours', async () => {
    const { challenge, deps, network } = signingIn();
    const challengeId = await challenge();
    await sendChallengeCode({ ...deps, defaultLocale: 'fi' })({
      ...request(caller, { 'accept-language': 'tlh' }),
      params: { challengeId },
      body: { channel: 'call' },
    });

    expect(network.handedOver).toMatchObject([{ attributes: { languageCode: 'fi-FI' } }]);
  });
});

describe('nothing is sent or charged', () => {
  const expectNothing = ({ network, users, limiter }: ReturnType<typeof signingIn>) => {
    expect(network.handedOver).toEqual([]);
    expect(limiter.calls).toEqual([]);
    expect(users.kim().limits).toEqual({});
  };

  test('to a customer whose factor is an app', async () => {
    const all = signingIn(withApp());
    expect(await all.send(await all.challenge())).toEqual(refusedWith('method_not_available'));
    expectNothing(all);
  });

  test('by text to a number that takes only calls', async () => {
    const all = signingIn(withPhone({ factor: phoneFactor({ number: sealNumber(), channels: ['call'] }) }));
    const id = await all.challenge();
    expect(await all.send(id)).toEqual(refusedWith('method_not_available'));
    expectNothing(all);
    expect(await all.send(id, { channel: 'call' })).toMatchObject({ ok: true });
  });

  test.each<[string, Caller]>([
    ['another session', { ...caller, sid: 'other' }],
    ['no session', withoutSid(caller)],
  ])('for %s than the one that asked', async (_whose, by) => {
    const all = signingIn();
    const id = await all.challenge();
    expect(await all.send(id, undefined, { by })).toEqual(refusedWith('challenge_not_found'));
    expectNothing(all);
  });

  test('for a challenge that has expired', async () => {
    const all = signingIn();
    const id = await all.challenge();
    all.clock.advance(10 * MINUTE);
    expect(await all.send(id)).toEqual(refusedWith('challenge_expired'));
    expectNothing(all);
  });

  test('to a number that was replaced between the read and the write', async () => {
    const all = signingIn();
    const id = await all.challenge();
    const replaced = phoneFactor({ number: sealNumber('+12025550199' as E164) });
    all.overtake((user) => ({ ...user, factor: replaced }));

    expect(await all.send(id)).toEqual(refusedWith('method_not_available'));
    expectNothing(all);
    expect(all.users.kim().sentCode).toBeUndefined();
  });

  test.each<[string, (user: User) => User, string]>([
    ['removed', ({ factor: _factor, ...user }) => user, 'challenge_not_found'],
    ['reset by support', (user) => ({ ...user, resetAt: NOW }), 'challenge_not_found'],
  ])('to a number that was %s between the read and the write', async (_how, change, code) => {
    const all = signingIn();
    const id = await all.challenge();
    all.overtake(change);

    expect(await all.send(id)).toEqual(refusedWith(code));
    expectNothing(all);
  });
});

test('a challenge that was answered gets no more codes', async () => {
  const { challenge, send, sentCode, verify, clock, network } = signingIn();
  const id = await challenge();
  await send(id);
  await verify(id, sentCode());
  clock.advance(MINUTE);

  expect(await send(id)).toEqual(refusedWith('challenge_used'));
  expect(network.handedOver).toHaveLength(1);
});

test('a number has one count, whoever asks', async () => {
  const { challenge, send, limiter, network } = signingIn();
  limiter.set(counterOf(), { count: policy.requestsPerNumber, endsAt: NOW + DAY });

  expect(await send(await challenge())).toMatchObject(refusedWith('too_many_requests'));
  expect(network.handedOver).toEqual([]);
});
