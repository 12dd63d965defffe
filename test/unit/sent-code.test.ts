/** Codes sent by text or call: six digits, ten minutes, five attempts, for one purpose. */

import type { Random } from '../../shared/domain/ports/system.ts';
import {
  afterWrongAttempt,
  attemptsLeft,
  isExpired,
  isSentCode,
  newSentCode,
  withdrawCode,
} from '../../shared/domain/sent-code.ts';
import { keys, sentTo } from './support/codes.ts';
import { seededRandom } from './support/key-ring.ts';
import {
  KIM,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  pendingTotp,
  policy,
  ROBIN,
  sentCode,
} from './support/users.ts';

test.each([
  [0, '000000'],
  [7, '000007'],
  [123_456, '123456'],
  [999_999, '999999'],
])('%i is sent as %s: leading zeros are digits like any other', (value, code) => {
  const asked: number[] = [];
  const random: Random = {
    ...seededRandom(1),
    below: (max) => {
      asked.push(max);
      return value;
    },
  };
  const context = { random, keys, policy, now: NOW };
  expect(newSentCode({ userId: KIM, purpose: 'p', channel: 'sms' }, context).code).toBe(code);
  expect(asked).toEqual([1_000_000]);
});

test('what is stored says how it was sent and until when it lives, and not what it is', () => {
  const { code, stored } = sentTo('challenge', 'call');
  expect(stored).toMatchObject({ channel: 'call', attempts: 0, expiresAt: NOW + 10 * MINUTE });
  expect(JSON.stringify(stored)).not.toContain(code);
});

describe('a code is right for the user, purpose and message that it was made for', () => {
  const { code, stored } = sentTo('challenge');
  const asked = { userId: KIM, purpose: 'challenge', code, keys };

  test.each([
    ['as it was sent', {}, stored, true],
    ['for another purpose', { purpose: 'other' }, stored, false],
    ['of another user', { userId: ROBIN }, stored, false],
    ['of another message', {}, { ...stored, id: 'other' }, false],
    ['with another digit', { code: code === '000000' ? '000001' : '000000' }, stored, false],
  ])('%s', (_how, changed, sent, right) => {
    expect(isSentCode(sent, { ...asked, ...changed })).toBe(right);
  });
});

test('a code lives ten minutes and not a millisecond longer', () => {
  const code = sentCode('code', { expiresAt: NOW + 10 * MINUTE });
  expect(isExpired(code, policy, NOW + 10 * MINUTE - 1)).toBe(false);
  expect(isExpired(code, policy, NOW + 10 * MINUTE)).toBe(true);
});

test('after five wrong attempts it is dead, also for who guesses right at last', () => {
  let code = sentCode('code');
  const left: number[] = [];
  for (let time = 0; time < 5; time++) {
    expect(isExpired(code, policy, NOW)).toBe(false);
    code = afterWrongAttempt(code);
    left.push(attemptsLeft(code, policy));
  }
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect(isExpired(code, policy, NOW)).toBe(true);
  expect(attemptsLeft(afterWrongAttempt(code), policy)).toBe(0);
});

describe('a code that is taken back', () => {
  const forChallenge = (id: string) => ({ ...sentCode(id), challenge: 'challenge' });
  const forNumber = (id: string) => pendingPhone('enrolment', { code: sentCode(id) });

  test('makes room for the one before it, or for none', () => {
    const before = kim({ sentCode: forChallenge('first') });
    expect(withdrawCode(kim({ sentCode: forChallenge('second') }), before, 'second')).toEqual(before);
    expect(withdrawCode(kim({ sentCode: forChallenge('second') }), kim(), 'second')).toEqual(kim());
  });

  test('makes room for the enrolment before it, of whatever method, or for none', () => {
    for (const before of [
      kim({ pending: forNumber('first') }),
      kim({ pending: pendingTotp('app') }),
      kim(),
    ]) {
      expect(withdrawCode(kim({ pending: forNumber('second') }), before, 'second')).toEqual(before);
    }
  });

  test('leaves a later code alone', () => {
    const later = kim({ sentCode: forChallenge('third'), pending: forNumber('fourth') });
    expect(withdrawCode(later, kim(), 'second')).toEqual(later);
    const app = kim({ pending: pendingTotp('app') });
    expect(withdrawCode(app, kim(), 'second')).toEqual(app);
  });
});
