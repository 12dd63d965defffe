/**
 * A challenge: the question that a sign-in or step-up has to answer within ten minutes, once.
 *
 * Its id carries its own facts under a keyed hash, so asking stores nothing: a stolen password can neither
 * fill the user's record nor push out a challenge of somebody else. Only the answer is written down.
 */

import { timingSafeEqual } from 'node:crypto';
import type { Millis, UserId } from './brand.ts';
import type { ChallengePurpose } from './event.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import type { User } from './user.ts';

export interface Challenge {
  /** Random, base64url: names the challenge in the user's record. */
  readonly nonce: string;
  readonly purpose: ChallengePurpose;
  /** Whether it works only in the sign-in session that asked for it. */
  readonly bound: boolean;
  readonly issuedAt: Millis;
}

/** Who asks: the user and, where the token names one, the sign-in session. */
export interface Asker {
  readonly userId: UserId;
  readonly sid?: string;
}

/** Keyed hash over the parts, at least 16 bytes. */
export type Mac = (parts: readonly (string | Uint8Array)[]) => Uint8Array;

export const CHALLENGE_NONCE_BYTES = 9;
const MAC_BYTES = 16;
const FACTS_BYTES = 1 + 6 + CHALLENGE_NONCE_BYTES;

const STEP_UP = 1;
const BOUND = 2;

/** The id: flags (1 byte), issue time (6 bytes, ms), nonce (9 bytes), keyed hash (16 bytes), base64url. */
export function encodeChallenge(challenge: Challenge, asker: Asker, mac: Mac): string {
  const facts = Buffer.alloc(FACTS_BYTES);
  facts[0] = (challenge.purpose === 'step_up' ? STEP_UP : 0) | (challenge.bound ? BOUND : 0);
  facts.writeUIntBE(challenge.issuedAt, 1, 6);
  facts.write(challenge.nonce, 7, 'base64url');
  return Buffer.concat([facts, seal(facts, challenge.bound, asker, mac)]).toString('base64url');
}

/** The challenge of an id, or `challenge_not_found` if it is not this asker's or never was one. */
export function decodeChallenge(id: string, asker: Asker, mac: Mac): Result<Challenge, Refusal> {
  const bytes = Buffer.from(id, 'base64url');
  const facts = bytes.subarray(0, FACTS_BYTES);
  const flags = facts[0] ?? 0;
  const bound = (flags & BOUND) !== 0;
  const canonical = bytes.length === FACTS_BYTES + MAC_BYTES && bytes.toString('base64url') === id;
  if (!canonical || !timingSafeEqual(bytes.subarray(FACTS_BYTES), seal(facts, bound, asker, mac))) {
    return err(refusal('challenge_not_found'));
  }
  return ok({
    nonce: facts.subarray(7).toString('base64url'),
    purpose: (flags & STEP_UP) !== 0 ? 'step_up' : 'sign_in',
    bound,
    issuedAt: facts.readUIntBE(1, 6),
  });
}

/**
 * Whether the challenge can still be answered by this user. One is asked only of a factor, so without one there is none:
 * the user was erased since, and a try must leave nothing of them behind.
 */
export function checkChallenge(
  user: User,
  challenge: Challenge,
  policy: Policy,
  now: Millis,
): Refusal | undefined {
  const reset = user.resetAt !== undefined && challenge.issuedAt <= user.resetAt;
  if (reset || user.factor === undefined) return refusal('challenge_not_found');
  if (now >= challengeExpiry(challenge, policy)) return refusal('challenge_expired');
  if (challenge.nonce in user.usedChallenges) return refusal('challenge_used');
  return undefined;
}

export const challengeExpiry = (challenge: Challenge, policy: Policy): Millis =>
  challenge.issuedAt + policy.challengeLifetime * 1000;

/** Marks the challenge as answered, and forgets the answered ones that have expired. */
export function spendChallenge(user: User, challenge: Challenge, policy: Policy, now: Millis): User {
  const open = Object.entries(user.usedChallenges).filter(([, expiresAt]) => expiresAt > now);
  return {
    ...user,
    usedChallenges: {
      ...Object.fromEntries(open),
      [challenge.nonce]: challengeExpiry(challenge, policy),
    },
  };
}

const seal = (facts: Uint8Array, bound: boolean, asker: Asker, mac: Mac): Buffer =>
  Buffer.from(mac([facts, asker.userId, bound ? (asker.sid ?? '') : ''])).subarray(0, MAC_BYTES);
