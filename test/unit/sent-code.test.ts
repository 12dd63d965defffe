/** Codes sent by text or call: six digits, ten minutes, five tries. */

import type { Challenge } from '../../shared/domain/challenge.ts';
import {
  type CodePlace,
  challengeCode,
  chargeSentCode,
  checkSentCode,
  formatSentCode,
  pendingCode,
  refundSentCode,
  sentCodeTriesLeft,
  triesWith,
} from '../../shared/domain/sent-code.ts';
import type { Pending, User } from '../../shared/domain/user.ts';
import {
  DAY,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  pendingTotp,
  phoneFactor,
  policy,
  refused,
  sentCode,
  totpFactor,
  written,
} from './support/users.ts';

test.each([
  [0, '000000'],
  [7, '000007'],
  [123_456, '123456'],
  [999_999, '999999'],
])('%i is sent as %s: leading zeros are digits like any other', (random, code) => {
  expect(formatSentCode(random)).toBe(code);
});

test('a code lives ten minutes and not a millisecond longer', () => {
  const code = sentCode('code', { expiresAt: NOW + 10 * MINUTE });
  expect(checkSentCode(code, policy, NOW + 10 * MINUTE - 1)).toBeUndefined();
  expect(checkSentCode(code, policy, NOW + 10 * MINUTE)).toEqual({ code: 'code_expired' });
});

test('after five wrong tries it is dead, also for who guesses right at last', () => {
  let code = sentCode('code');
  const left: number[] = [];
  for (let time = 0; time < 5; time++) {
    expect(checkSentCode(code, policy, NOW)).toBeUndefined();
    code = chargeSentCode(code);
    left.push(sentCodeTriesLeft(code, policy));
  }
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect(checkSentCode(code, policy, NOW)).toEqual({ code: 'code_expired' });
});

test('a try is given back to the code that was charged, and to no other', () => {
  const charged = chargeSentCode(chargeSentCode(sentCode('code')));
  expect(refundSentCode(charged, charged).tries).toBe(1);
  expect(refundSentCode(sentCode('later', { tries: 1 }), charged).tries).toBe(1);
  expect(refundSentCode(sentCode('code'), charged).tries).toBe(0);
});

const challenge: Challenge = { nonce: 'nonce', purpose: 'sign_in', bound: true, issuedAt: NOW };

describe('the code of a challenge', () => {
  const { find } = challengeCode(challenge);
  const sent = { ...sentCode('code'), challenge: 'nonce' };

  test('is the one that was sent for it', () => {
    expect(find(kim({ factor: phoneFactor(), sentCode: sent }))).toEqual({ ok: true, value: sent });
  });

  test.each<[string, Partial<User>, string]>([
    ['no code was sent', { factor: phoneFactor() }, 'nothing_pending'],
    [
      'it was sent for another challenge',
      { factor: phoneFactor(), sentCode: { ...sent, challenge: 'other' } },
      'nothing_pending',
    ],
    ['codes come from an app', { factor: totpFactor(), sentCode: sent }, 'method_not_available'],
    ['there is no second factor', { sentCode: sent }, 'method_not_available'],
  ])('is none if %s', (_reason, parts, code) => {
    expect(find(kim(parts))).toEqual({ ok: false, error: { code } });
  });
});

describe('the code of a pending number', () => {
  const pending = pendingPhone('enrolment', { sid: 'session' });
  const find = (given: Pending | undefined, sid = 'session', now = NOW) =>
    pendingCode(sid, now).find(kim(given && { pending: given }));

  test('is the one that was sent to it', () => {
    expect(find(pending)).toEqual({ ok: true, value: pending.code });
  });

  test('is none for another session, an app, or nothing pending, or once the time is over', () => {
    const nothing = { ok: false, error: { code: 'nothing_pending' } };
    expect(find(pending, 'other')).toEqual(nothing);
    expect(find(pendingTotp('app'))).toEqual(nothing);
    expect(find(undefined)).toEqual(nothing);
    expect(find(pending, 'session', pending.expiresAt)).toEqual({
      ok: false,
      error: { code: 'enrollment_expired' },
    });
  });
});

/** Both places, each with users who have a code there. */
const PLACES: readonly [string, CodePlace, (id: string, tries: number) => User][] = [
  [
    'a challenge',
    challengeCode(challenge),
    (id, tries) =>
      kim({ factor: phoneFactor(), sentCode: { ...sentCode(id, { tries }), challenge: 'nonce' } }),
  ],
  [
    'a pending number',
    pendingCode(undefined, NOW),
    (id, tries) => kim({ pending: pendingPhone(`enrolment of ${id}`, { code: sentCode(id, { tries }) }) }),
  ],
];

describe.each(PLACES)('a try with the code of %s', (_place, place, userWith) => {
  const tries = triesWith(place, policy, NOW);
  const triesOf = (user: User) => {
    const found = place.find(user);
    return found.ok ? found.value.tries : undefined;
  };

  test('counts against the user and the code, and changes nothing else', () => {
    const user = userWith('code', 0);

    const charged = written(tries.charge(user));

    const limits = {
      attempts: { count: 1, endsAt: NOW + MINUTE },
      failures: { count: 1, endsAt: NOW + DAY },
    };
    expect(charged).toEqual({ ...userWith('code', 1), limits });
  });

  test('is refused where no code can be found, and counts nowhere', () => {
    const step = tries.charge(kim({ factor: phoneFactor() }));
    expect(step).toEqual({ result: { ok: false, error: { code: 'nothing_pending' } } });
  });

  test('is refused by a full minute, and told of, before the code is looked at', () => {
    const full = { ...userWith('code', 5), limits: { attempts: { count: 5, endsAt: NOW + MINUTE } } };

    const step = tries.charge(full);

    expect(refused(step)).toEqual({ code: 'too_many_attempts', retryAfter: 60 });
    expect(step.write?.events).toEqual([{ type: 'AttemptsExceeded', kind: 'code', at: NOW }]);
  });

  test('is refused by a dead code, and counts nowhere', () => {
    expect(tries.charge(userWith('code', 5))).toEqual({
      result: { ok: false, error: { code: 'code_expired' } },
    });
  });

  test('is given back to both, exactly', () => {
    const user = userWith('code', 2);
    const charged = written(tries.charge(user));

    expect(tries.refund(charged, charged)).toEqual(user);
  });

  test('is given back to the user alone where a later code, or none, is in its place', () => {
    const charged = written(tries.charge(userWith('code', 0)));
    const later = { ...userWith('later', 3), limits: charged.limits };
    const none = kim({ factor: phoneFactor(), limits: charged.limits });

    expect(triesOf(tries.refund(later, charged))).toBe(3);
    expect(tries.refund(later, charged).limits).toEqual({});
    expect(tries.refund(none, charged)).toEqual(kim({ factor: phoneFactor() }));
  });

  test('leaves as many as the nearest limit, of the user or of the code', () => {
    const charged = written(tries.charge(userWith('code', 2)));
    const busy = { ...charged, limits: { attempts: { count: 4, endsAt: NOW + MINUTE } } };

    expect(tries.remaining(charged)).toBe(2);
    expect(tries.remaining(busy)).toBe(1);
    expect(tries.remaining(kim())).toBe(0);
  });
});
