/** Codes sent by text or call: six digits, ten minutes, five tries. */

import {
  chargeSentCode,
  checkSentCode,
  formatSentCode,
  sentCodeTriesLeft,
} from '../../shared/domain/sent-code.ts';
import { MINUTE, NOW, policy, sentCode } from './support/users.ts';

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

test('without a code there is nothing to try', () => {
  expect(sentCodeTriesLeft(undefined, policy)).toBe(0);
});
