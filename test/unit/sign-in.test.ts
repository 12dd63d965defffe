/** Answering a challenge: the write that decides lets exactly one of the same proofs through. */

import type { TimeStep } from '../../shared/domain/brand.ts';
import type { Challenge } from '../../shared/domain/challenge.ts';
import { acceptBackupCode, acceptSentCode, acceptTotp } from '../../shared/domain/sign-in.ts';
import {
  DAY,
  hash,
  kim,
  MINUTE,
  NOW,
  phoneFactor,
  policy,
  refused,
  sealed,
  sentCode,
  totpFactor,
  written,
} from './support/users.ts';

const challenge = (nonce: string): Challenge => ({ nonce, purpose: 'sign_in', bound: true, issuedAt: NOW });
const on = (nonce: string) => ({ challenge: challenge(nonce), policy, now: NOW });
const step = (value: number) => value as TimeStep;
const limits = {
  attempts: { count: 3, endsAt: NOW + MINUTE },
  failures: { count: 3, endsAt: NOW + DAY },
};

describe('an authenticator app', () => {
  const factor = totpFactor({ lastStep: step(100) });
  const user = kim({ factor, limits, exempt: 'sso' });

  test('spends step and challenge, clears the minute and tells of the sign-in', () => {
    const signedIn = written(acceptTotp(user, factor, step(101), on('one')));
    expect(signedIn.factor).toEqual({ ...factor, lastStep: 101 });
    expect(signedIn.usedChallenges).toEqual({ one: NOW + 10 * MINUTE });
    expect(signedIn.limits).toEqual({ failures: { count: 2, endsAt: NOW + DAY } });
    expect(signedIn.exempt).toBeUndefined();
    expect(signedIn.events).toEqual([
      { type: 'SignInVerified', method: 'totp', purpose: 'sign_in', at: NOW },
    ]);
  });

  test('the same step on another challenge is a wrong code', () => {
    const signedIn = written(acceptTotp(user, factor, step(101), on('one')));
    expect(refused(acceptTotp(signedIn, factor, step(101), on('two')))).toEqual({ code: 'wrong_code' });
  });

  test('another step on the same challenge: it is answered already', () => {
    const signedIn = written(acceptTotp(user, factor, step(101), on('one')));
    expect(refused(acceptTotp(signedIn, factor, step(102), on('one')))).toEqual({ code: 'challenge_used' });
  });

  test('a code of a secret that was replaced while it was compared does not count', () => {
    const replaced = kim({ factor: totpFactor({ secret: sealed('other') }) });
    expect(refused(acceptTotp(replaced, factor, step(101), on('one')))).toEqual({
      code: 'method_not_available',
    });
    expect(refused(acceptTotp(kim({ factor: phoneFactor() }), factor, step(101), on('one')))).toEqual({
      code: 'method_not_available',
    });
  });

  test('a reset that came in between wins', () => {
    const reset = { ...user, resetAt: NOW };
    expect(refused(acceptTotp(reset, factor, step(101), on('one')))).toEqual({ code: 'challenge_not_found' });
  });
});

describe('a code sent by text or call', () => {
  const code = { ...sentCode('code', { channel: 'call' }), challenge: 'one' };
  const user = kim({ factor: phoneFactor(), sentCode: code, limits });

  test('is gone once it was accepted', () => {
    const signedIn = written(acceptSentCode(user, code, on('one')));
    expect(signedIn.sentCode).toBeUndefined();
    expect(signedIn.events).toEqual([
      { type: 'SignInVerified', method: 'phone', channel: 'call', purpose: 'sign_in', at: NOW },
    ]);
    expect(refused(acceptSentCode(signedIn, code, on('two')))).toEqual({ code: 'wrong_code' });
  });

  test('that a fresh one has replaced meanwhile does not count', () => {
    const resent = { ...user, sentCode: { ...sentCode('fresh'), challenge: 'one' } };
    expect(refused(acceptSentCode(resent, code, on('one')))).toEqual({ code: 'wrong_code' });
  });
});

describe('a backup code', () => {
  const user = kim({
    factor: totpFactor(),
    backupCodes: { hashes: [hash('a'), hash('b')], generatedAt: NOW },
    limits: { ...limits, failures: { count: 50, endsAt: NOW + DAY } },
  });

  test('works once, ends the lock, and says how many are left', () => {
    const signedIn = written(acceptBackupCode(user, hash('a'), on('one')));
    expect(signedIn.backupCodes?.hashes).toEqual([hash('b')]);
    expect(signedIn.limits).toEqual({});
    expect(signedIn.events).toEqual([
      { type: 'BackupCodeUsed', purpose: 'sign_in', remaining: 1, at: NOW },
      { type: 'SignInVerified', method: 'backup_code', purpose: 'sign_in', at: NOW },
    ]);
    expect(refused(acceptBackupCode(signedIn, hash('a'), on('two')))).toEqual({ code: 'wrong_code' });
  });

  test('is not spent on a challenge that is answered already', () => {
    const answered = { ...user, usedChallenges: { one: NOW + MINUTE } };
    const refusedStep = acceptBackupCode(answered, hash('a'), on('one'));
    expect(refused(refusedStep)).toEqual({ code: 'challenge_used' });
    expect(refusedStep.write).toBeUndefined();
  });
});
