/** What a sign-in needs, decided from verified claims; and the start of a step-up. */

import type { Caller } from '../../../../shared/domain/caller.ts';
import { checkChallenge } from '../../../../shared/domain/challenge.ts';
import { openChallenge } from '../../../../shared/operations/sign-in/open-challenge.ts';
import { startChallenge } from '../../../../shared/operations/sign-in/start-challenge.ts';
import { DEFAULT_PROMPT } from '../../support/decision-table.ts';
import { DAY, kim, MINUTE, NOW, policy, ROBIN, SECOND, totpFactor } from '../../support/users.ts';
import { caller, KEYS, outage, request, withApp, withoutSid, withPhone, world } from '../../support/world.ts';

type Body = Parameters<ReturnType<typeof startChallenge>>[0]['body'];

function signingIn(...given: Parameters<typeof world>) {
  const all = world(...given);
  return {
    ...all,
    start: (body: Body = {}, as: Partial<Caller> = {}) =>
      startChallenge(all.deps)({ ...request({ ...caller, ...as }), body }),
  };
}

const allowed = (reason: string) => ({ ok: true, value: { decision: 'allow', reason } });
const enroll = (skippable = true) => ({
  ok: true,
  value: { decision: 'enroll', skippable, methods: ['totp', 'sms', 'call'] },
});

describe('a customer with a second factor is asked for it', () => {
  test.each(['password', 'oauth'] as const)(
    'after %s, which is written down nowhere',
    async (loginMethod) => {
      const { start, calls } = signingIn(withApp());

      expect(await start({}, { loginMethod })).toEqual({
        ok: true,
        value: {
          decision: 'challenge',
          challengeId: expect.any(String),
          methods: ['totp', 'backup_code'],
          expiresAt: new Date(NOW + 10 * MINUTE).toISOString(),
        },
      });
      expect(calls).toEqual(['load']);
    },
  );

  test('and sees which phone, masked, and how codes reach it', async () => {
    const { start } = signingIn(withPhone());

    expect(await start()).toMatchObject({
      value: {
        methods: ['phone', 'backup_code'],
        phone: { number: '+1 ••• ••• ••23', channels: ['sms', 'call'] },
      },
    });
  });

  test.each<[string, ReturnType<typeof kim>]>([
    ['has none', kim({ factor: totpFactor() })],
    ['has used them up', withApp({ backupCodes: { hashes: [], generatedAt: NOW } })],
  ])('but for no backup code if the customer %s', async (_why, user) => {
    expect(await signingIn(user).start()).toMatchObject({ value: { methods: ['totp'] } });
  });

  test.each<[string, ReturnType<typeof kim>, readonly ('totp' | 'sms' | 'call')[], object]>([
    ['an app', withApp(), ['sms'], { methods: ['totp', 'backup_code'] }],
    [
      'a telephone, by what is left',
      withPhone(),
      ['call'],
      { methods: ['phone', 'backup_code'], phone: { channels: ['call'] } },
    ],
    // Nothing can be sent: the backup codes are the way in, or support.
    ['a telephone without a way to it', withPhone(), ['totp'], { methods: ['backup_code'] }],
    [
      'such a one without backup codes',
      withPhone({ backupCodes: { hashes: [], generatedAt: NOW } }),
      ['totp'],
      { methods: [] },
    ],
  ])(
    'also by a method that is no longer offered, if it can be proved: %s',
    async (_what, user, methods, asked) => {
      for (const purpose of ['sign_in', 'step_up'] as const) {
        const { start } = signingIn(user, { methods });
        const decision = await start({ purpose });
        expect(decision).toMatchObject({ value: { decision: 'challenge', ...asked } });
        if (!('phone' in asked)) expect(decision).not.toHaveProperty('value.phone');
      }
    },
  );

  test('whatever the client says of a sign-up', async () => {
    expect(await signingIn(withApp()).start({ signUp: true })).toMatchObject({
      value: { decision: 'challenge' },
    });
  });

  test('also if the second factor came while this was decided', async () => {
    const { start, overtake } = signingIn(kim());
    overtake(() => withApp());

    expect(await start()).toMatchObject({
      value: { decision: 'challenge', methods: ['totp', 'backup_code'] },
    });
  });
});

describe('a challenge', () => {
  const opened = async (by: Caller, asker: Caller) => {
    const id = await world(withApp()).challenge('sign_in', by);
    return openChallenge(KEYS, id, asker);
  };

  test('asked for in a session is for that session alone', async () => {
    expect(await opened(caller, caller)).toMatchObject({ ok: true, value: { bound: true } });
    for (const other of [{ ...caller, sid: 'other' }, withoutSid(caller), { ...caller, userId: ROBIN }]) {
      expect(await opened(caller, other)).toMatchObject({ ok: false });
    }
  });

  test('asked for outside of any session is for whichever the customer has then', async () => {
    expect(await opened(withoutSid(caller), withoutSid(caller))).toMatchObject({
      ok: true,
      value: { bound: false },
    });
    expect(await opened(withoutSid(caller), caller)).toMatchObject({ ok: true });
    expect(await opened(withoutSid(caller), { ...caller, userId: ROBIN })).toMatchObject({ ok: false });
  });

  test('is another each time, and lives for ten minutes', async () => {
    const { challenge } = world(withApp());
    const [one, two] = [await challenge(), await challenge()];
    const open = openChallenge(KEYS, one, caller);
    if (!open.ok) throw new Error('It can’t be opened.');

    expect(one).not.toBe(two);
    const check = (now: number) => checkChallenge(withApp(), open.value, policy, now);
    expect(check(NOW + 10 * MINUTE - 1)).toBeUndefined();
    expect(check(NOW + 10 * MINUTE)).toEqual({ code: 'challenge_expired' });
  });
});

describe('no second factor is needed', () => {
  test.each([
    ['sso', 'saml', withApp()],
    ['sso', 'sso', withApp()],
    ['sso', 'sso', kim()],
    ['api', 'api_key', withApp()],
    ['api', 'api_key', kim()],
  ] as const)('(%s) after %s', async (reason, loginMethod, user) => {
    const { start, signer } = signingIn(user);

    expect(await start({}, { loginMethod })).toEqual({
      ok: true,
      value: { decision: 'allow', reason, assertion: 'assertion 1' },
    });
    const iat = NOW / SECOND;
    expect(signer.signed).toEqual([
      {
        iss: 'https://2fa.portal.example',
        aud: 'portal',
        sub: 'kim',
        sid: 'session',
        iat,
        exp: iat + 300,
        jti: expect.any(String),
        outcome: 'exempt',
        reason,
      },
    ]);
  });

  test('(before_policy_date) before the prompt is in force', async () => {
    const { start, signer, calls } = signingIn(kim(), { prompt: { ...DEFAULT_PROMPT, from: NOW + 1 } });

    expect(await start()).toMatchObject(allowed('before_policy_date'));
    expect(signer.signed).toMatchObject([{ outcome: 'exempt', reason: 'before_policy_date' }]);
    expect(calls).toEqual(['load', 'signature']);
  });

  test('(sign_up) in the first session after sign-up', async () => {
    const { start, signer } = signingIn();

    expect(await start({ signUp: true })).toMatchObject(allowed('sign_up'));
    expect(signer.signed).toMatchObject([{ outcome: 'exempt', reason: 'sign_up' }]);
  });

  test('(sign_up) once, for ten minutes, where the prompt becomes due', async () => {
    const { start, users, clock } = signingIn(kim(), {
      prompt: { ...DEFAULT_PROMPT, requiredAfterSkips: 3 },
    });

    expect(await start({ signUp: true })).toMatchObject(allowed('sign_up'));
    expect(users.kim().prompt).toEqual({ skips: 0, signUpAt: NOW });
    clock.advance(10 * MINUTE - 1);
    expect(await start({ signUp: true })).toMatchObject(allowed('sign_up'));
    clock.advance(1);
    expect(await start({ signUp: true })).toEqual(enroll());
  });

  test('(sign_up) no more once the day’s sign-ins without one are used up, and nothing is signed', async () => {
    const unprovedSignIns = { count: policy.unprovedSignIns, endsAt: NOW + DAY };
    const { start, signer } = signingIn(kim({ limits: { unprovedSignIns } }));

    expect(await start({ signUp: true })).toEqual({
      ok: false,
      error: { code: 'too_many_requests', retryAfter: DAY / SECOND },
    });
    expect(signer.signed).toEqual([]);
  });

  test('why is remembered, and written once', async () => {
    const { start, users } = signingIn();
    for (let time = 0; time < 3; time++) await start({}, { loginMethod: 'saml' });

    expect(users.kim().exempt).toBe('sso');
    expect(users.landed()).toBe(1);
  });

  test('and nothing is said if that can’t be written, or not be signed', async () => {
    const unwritten = signingIn();
    unwritten.users.meets(() => {
      throw outage('dynamodb');
    });
    await expect(unwritten.start({}, { loginMethod: 'sso' })).rejects.toEqual(outage('dynamodb'));
    expect(unwritten.signer.signed).toEqual([]);

    const unsigned = signingIn();
    unsigned.signer.meets(() => {
      throw outage('kms');
    });
    await expect(unsigned.start({}, { loginMethod: 'sso' })).rejects.toEqual(outage('kms'));
  });
});

describe('a customer without a second factor is asked to set one up', () => {
  test('and when first is remembered, once', async () => {
    const { start, users, clock, signer } = signingIn(kim({ exempt: 'sso' }));

    expect(await start()).toEqual(enroll());
    clock.advance(DAY);
    expect(await start()).toEqual(enroll());

    expect(users.kim().prompt).toEqual({ firstAskedAt: NOW, skips: 0 });
    expect(users.kim().exempt).toBeUndefined();
    expect(users.landed()).toBe(1);
    expect(signer.signed).toEqual([]);
  });

  test('without a way round it once it is due', async () => {
    const due = kim({ prompt: { firstAskedAt: NOW - DAY, skips: 3 } });
    const { start } = signingIn(due, { prompt: { ...DEFAULT_PROMPT, requiredAfterSkips: 3 } });

    expect(await start()).toEqual(enroll(false));
  });
});

describe('a step-up', () => {
  test.each(['password', 'saml', 'api_key'] as const)(
    'is a challenge of its own after %s',
    async (loginMethod) => {
      const { start } = signingIn(withApp());

      const started = await start({ purpose: 'step_up' }, { loginMethod });

      if (!started.ok || started.value.decision !== 'challenge') throw new Error('There is no challenge.');
      expect(openChallenge(KEYS, started.value.challengeId, caller)).toMatchObject({
        ok: true,
        value: { purpose: 'step_up' },
      });
    },
  );

  test('takes a second factor', async () => {
    const { start, calls } = signingIn();

    expect(await start({ purpose: 'step_up' })).toEqual({ ok: false, error: { code: 'not_enabled' } });
    expect(calls).toEqual(['load']);
  });
});

test('the prompt offers what the operator offers', async () => {
  const { start } = signingIn(kim(), { methods: ['totp', 'call'] });
  expect(await start()).toMatchObject({ value: { decision: 'enroll', methods: ['totp', 'call'] } });
});
