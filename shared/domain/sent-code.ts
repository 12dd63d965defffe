/**
 * The life of a code that is sent by text or call (NIST SP 800-63B-4 §3.1.3.2): six digits, made for one purpose,
 * tried until it is right, expired or worn out by wrong tries, and replaced by the next one.
 *
 * It is kept in one of two places of the record: with the pending enrolment that it proves, or as the code last sent
 * for a challenge.
 */

import type { Millis, UserId } from './brand.ts';
import type { Channel } from './method.ts';
import type { Policy } from './policy.ts';
import type { KeyRing } from './ports/key-ring.ts';
import type { Random } from './ports/system.ts';
import { type SentCode, type User, without } from './user.ts';

const DIGITS = 6;

/** A fresh code, and what is stored of it. */
export interface NewSentCode {
  readonly code: string;
  readonly stored: SentCode;
}

/** @param purpose the id of the pending enrolment, or the nonce of the challenge; it works for nothing else. */
export function newSentCode(
  { userId, purpose, channel }: { userId: UserId; purpose: string; channel: Channel },
  { random, keys, policy, now }: { random: Random; keys: KeyRing; policy: Policy; now: Millis },
): NewSentCode {
  const code = String(random.below(10 ** DIGITS)).padStart(DIGITS, '0');
  const id = random.id();
  return {
    code,
    stored: {
      id,
      hash: keys.hash('sent-code', [userId, purpose, id, code]),
      channel,
      attempts: 0,
      expiresAt: now + policy.sentCodeLifetime * 1000,
    },
  };
}

/** Whether it can't be tried any more; one with its tries used up is as good as expired. */
export const isExpired = (code: SentCode, policy: Policy, now: Millis): boolean =>
  now >= code.expiresAt || code.attempts >= policy.sentCodeTries;

/** Whether this is the code that was sent. */
export const isSentCode = (
  sent: SentCode,
  { userId, purpose, code, keys }: { userId: UserId; purpose: string; code: string; keys: KeyRing },
): boolean => keys.matches('sent-code', [userId, purpose, sent.id, code], sent.hash);

/** The code after a wrong attempt. */
export const afterWrongAttempt = <C extends SentCode>(code: C): C => ({
  ...code,
  attempts: code.attempts + 1,
});

/** Wrong attempts left before the code is dead. */
export const attemptsLeft = (code: SentCode, policy: Policy): number =>
  Math.max(0, policy.sentCodeTries - code.attempts);

/** The user with the code of this id taken back, and in its place what was there before. */
export function withdrawCode(user: User, before: User, codeId: string): User {
  if (user.sentCode?.id === codeId) {
    const rest = without(user, 'sentCode');
    return before.sentCode === undefined ? rest : { ...rest, sentCode: before.sentCode };
  }
  if (user.pending?.method === 'phone' && user.pending.code.id === codeId) {
    const rest = without(user, 'pending');
    return before.pending === undefined ? rest : { ...rest, pending: before.pending };
  }
  return user;
}
