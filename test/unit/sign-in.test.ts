/** Answering a challenge: one rule looks at the challenge, then the limits, then the code, and counts what it saw. */

import type { Challenge } from '../../shared/domain/challenge.ts';
import { type Answer, answerChallenge, takeAnswerBack } from '../../shared/domain/sign-in.ts';
import type { User } from '../../shared/domain/user.ts';
import {
  appCode,
  backupCodeSet,
  keys,
  otherThan,
  SEALED_SECRET,
  sentTo,
  stepAt,
  wrongAppCode,
} from './support/codes.ts';
import {
  DAY,
  kim,
  MINUTE,
  NOW,
  phoneFactor,
  policy,
  refused,
  SECOND,
  totpFactor,
  tries,
  written,
} from './support/users.ts';

const challenge = (nonce: string): Challenge => ({ nonce, purpose: 'sign_in', bound: true, issuedAt: NOW });
const on = (nonce: string, now = NOW) => ({
  keys,
  challenge: challenge(nonce),
  policy,
  now,
  caller: {},
  locale: 'en',
});
const counted = (count: number) => ({
  attempts: tries(count),
  failures: { count, endsAt: NOW + DAY },
  wrongCodes: { count, endsAt: NOW + DAY },
});
/** What a right code leaves of it. */
const kept = (count: number) => {
  const { attempts: _cleared, ...rest } = counted(count);
  return rest;
};
const answer = (user: User, given: Answer, context = on('one')) =>
  answerChallenge({ ...user, events: [] }, given, context);

describe('an authenticator app', () => {
  const factor = totpFactor({ secret: SEALED_SECRET });
  const user = kim({ factor, limits: counted(3), exempt: 'sso' });
  const right: Answer = { method: 'totp', code: appCode() };

  test('a right code spends step and challenge, clears the minute and tells of the sign-in', () => {
    const step = answer(user, right);
    const signedIn = written(step);
    expect(signedIn.factor).toEqual({ ...factor, lastStep: stepAt(NOW) });
    expect(signedIn.usedChallenges).toEqual({ one: NOW + 10 * MINUTE });
    expect(signedIn.limits).toEqual(kept(3));
    expect(signedIn.exempt).toBeUndefined();
    expect(signedIn.events).toEqual([
      { type: 'SignInVerified', method: 'totp', purpose: 'sign_in', at: NOW },
    ]);
    expect(step.result).toEqual({ ok: true, value: { proof: { method: 'totp' }, user: signedIn } });
  });

  test('a wrong code is counted, and says what is left', () => {
    const step = answer(user, { method: 'totp', code: wrongAppCode() });
    expect(refused(step)).toEqual({ code: 'wrong_code', attemptsRemaining: 1 });
    const events = [{ type: 'WrongCodesEntered', kind: 'code', count: 4, at: NOW }];
    expect(step.write).toEqual({ ...user, limits: counted(4), events });
  });

  test('the same step on another challenge is a wrong code, and counted', () => {
    const again = answer(written(answer(user, right)), right, on('two'));
    expect(refused(again)).toEqual({ code: 'wrong_code', attemptsRemaining: 4 });
  });

  test('a code of the step before the accepted one is a wrong code', () => {
    const signedIn = written(answer(user, right));
    const before = { method: 'totp', code: appCode(NOW - 30 * SECOND) } as const;
    expect(refused(answer(signedIn, before, on('two'))).code).toBe('wrong_code');
  });

  test('another step on the same challenge: it is answered already, and nothing is counted', () => {
    const later = { method: 'totp', code: appCode(NOW + 30 * SECOND) } as const;
    const step = answer(written(answer(user, right)), later);
    expect(step).toEqual({ result: { ok: false, error: { code: 'challenge_used' } } });
  });

  test.each([
    ['the minute is full', { attempts: tries(5) }, 'too_many_attempts'],
    ['the user is locked', { failures: { count: 50, endsAt: NOW + DAY } }, 'too_many_requests'],
  ])('while %s a right code and a wrong one get the same answer and the same write', (_why, limits, code) => {
    const full = { ...user, limits };
    const of = (typed: string) => answer(full, { method: 'totp', code: typed });
    expect(refused(of(appCode())).code).toBe(code);
    expect(of(appCode())).toEqual(of(wrongAppCode()));
  });

  test('is not there for a user of a telephone, and nothing is counted', () => {
    const step = answer(kim({ factor: phoneFactor() }), right);
    expect(step).toEqual({ result: { ok: false, error: { code: 'method_not_available' } } });
  });

  test('a reset from the challenge’s own moment voids it', () => {
    expect(refused(answer({ ...user, resetAt: NOW }, right))).toEqual({ code: 'challenge_not_found' });
  });

  test('a challenge lives ten minutes', () => {
    const late = NOW + 10 * MINUTE;
    const step = answer(user, { method: 'totp', code: appCode(late) }, on('one', late));
    expect(step).toEqual({ result: { ok: false, error: { code: 'challenge_expired' } } });
  });

  test('an address is noted with a right code, and with no other', () => {
    const context = { ...on('one'), caller: { email: 'kim@example.com' }, locale: 'de' };
    expect(written(answer(user, right, context)).contact?.locale).toBe('de');
    expect(answer(user, { method: 'totp', code: wrongAppCode() }, context).write?.contact).toBeUndefined();
  });
});

describe('a code sent by text or call', () => {
  const { code, stored } = sentTo('one', 'call');
  const user = kim({
    factor: phoneFactor(),
    sentCode: { ...stored, challenge: 'one' },
    limits: counted(1),
  });
  const right: Answer = { method: 'phone', code };
  const wrong: Answer = { method: 'phone', code: otherThan(code) };

  test('is gone once it was accepted, and its proof says how it came', () => {
    const step = answer(user, right);
    const signedIn = written(step);
    expect(signedIn.sentCode).toBeUndefined();
    expect(signedIn.limits).toEqual(kept(1));
    expect(signedIn.events).toEqual([
      { type: 'SignInVerified', method: 'phone', channel: 'call', purpose: 'sign_in', at: NOW },
    ]);
    expect(step.result).toMatchObject({ ok: true, value: { proof: { method: 'phone', channel: 'call' } } });
    expect(refused(answer(signedIn, right, on('two')))).toEqual({ code: 'nothing_pending' });
  });

  test('a wrong one counts against the user and the code, and says what is left of the nearer', () => {
    const step = answer(user, wrong);
    expect(refused(step)).toEqual({ code: 'wrong_code', attemptsRemaining: 3 });
    expect(step.write?.sentCode?.attempts).toBe(1);
    expect(step.write?.limits).toEqual(counted(2));
    const worn = { ...user, sentCode: { ...stored, attempts: 3, challenge: 'one' } };
    expect(refused(answer(worn, wrong))).toEqual({ code: 'wrong_code', attemptsRemaining: 1 });
  });

  test('that is worn out is dead for the right one as well, and nothing is counted', () => {
    const dead = { ...user, sentCode: { ...stored, attempts: 5, challenge: 'one' } };
    for (const given of [right, wrong]) {
      expect(answer(dead, given)).toEqual({ result: { ok: false, error: { code: 'code_expired' } } });
    }
  });

  test('that is dead says so only where no limit of the user is in force', () => {
    const limits = { attempts: { ...tries(5), notedAt: NOW } } as const;
    const dead = { ...user, limits, sentCode: { ...stored, attempts: 5, challenge: 'one' } };
    expect(refused(answer(dead, right)).code).toBe('too_many_attempts');
  });

  test('of another challenge is none', () => {
    expect(refused(answer(user, right, on('two')))).toEqual({ code: 'nothing_pending' });
    expect(refused(answer(kim({ factor: phoneFactor() }), right))).toEqual({ code: 'nothing_pending' });
  });

  test('is none for a user of an app', () => {
    const app = { ...user, factor: totpFactor() };
    expect(refused(answer(app, right))).toEqual({ code: 'method_not_available' });
  });
});

describe('a backup code', () => {
  const { shown, stored } = backupCodeSet();
  const [first = '', second = ''] = shown;
  const user = kim({ factor: totpFactor(), backupCodes: stored, limits: counted(3) });
  const with_ = (code: string): Answer => ({ method: 'backup_code', code });

  test('works once, and says how many are left', () => {
    const signedIn = written(answer(user, with_(first)));
    expect(signedIn.backupCodes?.hashes).toEqual(stored.hashes.slice(1));
    expect(signedIn.events).toEqual([
      { type: 'BackupCodeUsed', purpose: 'sign_in', remaining: 9, at: NOW },
      { type: 'SignInVerified', method: 'backup_code', purpose: 'sign_in', at: NOW },
    ]);
    expect(refused(answer(signedIn, with_(first), on('two')))).toEqual({
      code: 'wrong_code',
      attemptsRemaining: 4,
    });
    expect(written(answer(signedIn, with_(second), on('two'))).backupCodes?.hashes).toHaveLength(8);
  });

  test('however it is typed', () => {
    const typed = ` ${first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(answer(user, with_(typed)).result.ok).toBe(true);
  });

  test('a right one is never refused by a limit: wrong ones can’t keep the owner out; and it ends a lock', () => {
    const full = tries(5);
    const shut = {
      ...user,
      limits: { attempts: full, backupAttempts: full, failures: { count: 50, endsAt: NOW + DAY } },
    };
    expect(refused(answer(shut, with_('0000-0000-0000-0000'))).code).toBe('too_many_attempts');
    expect(written(answer(shut, with_(first))).limits).toEqual({
      notices: { backupCodeUsed: { count: 1, endsAt: NOW + 60 * MINUTE } },
    });
  });

  test('is not spent on a challenge that is answered already', () => {
    const answered = { ...user, usedChallenges: { one: NOW + MINUTE } };
    expect(answer(answered, with_(first))).toEqual({
      result: { ok: false, error: { code: 'challenge_used' } },
    });
  });

  test('is a wrong code where there are none', () => {
    expect(refused(answer(kim({ factor: totpFactor() }), with_(first))).code).toBe('wrong_code');
  });
});

test('an answer that could not be signed for leaves the state before it, and says so', () => {
  const before = kim({ factor: totpFactor({ secret: SEALED_SECRET }), limits: counted(2) });
  const { result } = answer(before, { method: 'totp', code: appCode() });
  if (!result.ok) throw new Error('The code was right.');

  expect(takeAnswerBack(before, result.value, on('one'))).toEqual({
    ...before,
    events: [{ type: 'SignInNotCompleted', method: 'totp', purpose: 'sign_in', at: NOW }],
  });
});
