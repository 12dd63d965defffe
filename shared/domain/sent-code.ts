/** Codes that are sent by text or call (NIST SP 800-63B-4 §3.1.3.2): six digits, ten minutes, once. */

import { attemptsRemaining, chargeAttempt, refundAttempt } from './attempts.ts';
import type { Millis } from './brand.ts';
import type { Challenge } from './challenge.ts';
import { pendingOf } from './enrolment.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import { accept, refuse, type SentCode, type Step, type User } from './user.ts';

export const SENT_CODE_DIGITS = 6;

/** A number below 10^6 as six digits. */
export const formatSentCode = (random: number): string => String(random).padStart(SENT_CODE_DIGITS, '0');

/** Whether the code can still be tried; a code with its tries used up is as good as expired. */
export const checkSentCode = (code: SentCode, policy: Policy, now: Millis): Refusal | undefined =>
  now >= code.expiresAt || code.tries >= policy.sentCodeTries ? refusal('code_expired') : undefined;

/** Counts a try before it is compared. */
export const chargeSentCode = (code: SentCode): SentCode => ({ ...code, tries: code.tries + 1 });

/** Takes a try of the charged code back; another code keeps its tries. */
export const refundSentCode = (code: SentCode, charged: SentCode): SentCode =>
  code.id === charged.id ? { ...code, tries: Math.max(0, code.tries - 1) } : code;

/** Tries left before the code is dead. */
export const sentCodeTriesLeft = (code: SentCode, policy: Policy): number =>
  Math.max(0, policy.sentCodeTries - code.tries);

/** Where in the record a code is kept. */
export interface CodePlace {
  /** The code that may be tried here. */
  readonly find: (user: User) => Result<SentCode, Refusal>;
  /** The record with the code in place of the one that was found. */
  readonly put: (user: User, code: SentCode) => User;
}

/** The place of the code that answers the challenge. */
export const challengeCode = ({ nonce: challenge }: Challenge): CodePlace => ({
  find: ({ factor, sentCode }) => {
    if (factor?.method !== 'phone') return err(refusal('method_not_available'));
    return sentCode?.challenge === challenge ? ok(sentCode) : err(refusal('nothing_pending'));
  },
  put: (user, code) => ({ ...user, sentCode: { ...code, challenge } }),
});

/** The place of the code that proves the pending number, for this sign-in session. */
export const pendingCode = (sid: string | undefined, now: Millis): CodePlace => ({
  find: (user) => {
    const pending = pendingOf(user, 'phone', sid, now);
    return pending.ok ? ok(pending.value.code) : pending;
  },
  put: (user, code) =>
    user.pending?.method === 'phone' ? { ...user, pending: { ...user.pending, code } } : user,
});

/** How a try with a sent code counts: against the user, as with every code, and against the code itself. */
export interface Tries {
  /** Refused: what the place, the user's limits or the code's own say, in this order. */
  readonly charge: (user: User) => Step<User>;
  /** Takes both back, from the code and the windows that were charged. */
  readonly refund: (user: User, charged: User) => User;
  /** Tries left before either limit is in force. */
  readonly remaining: (charged: User) => number;
}

export const triesWith = ({ find, put }: CodePlace, policy: Policy, now: Millis): Tries => ({
  charge(user) {
    const sent = find(user);
    if (!sent.ok) return refuse(sent.error);
    const charged = chargeAttempt(user, policy, now);
    if (!charged.result.ok) return charged;
    const dead = checkSentCode(sent.value, policy, now);
    if (dead !== undefined) return refuse(dead);
    const tried = put(charged.result.value, chargeSentCode(sent.value));
    return accept(tried, tried);
  },

  refund(user, charged) {
    const refunded = refundAttempt(user, charged);
    const [sent, tried] = [find(refunded), find(charged)];
    return sent.ok && tried.ok ? put(refunded, refundSentCode(sent.value, tried.value)) : refunded;
  },

  remaining(charged) {
    const sent = find(charged);
    const tries = sent.ok ? sentCodeTriesLeft(sent.value, policy) : 0;
    return Math.min(attemptsRemaining(charged, policy, now), tries);
  },
});
