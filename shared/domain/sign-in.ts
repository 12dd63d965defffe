/**
 * Answering a challenge: one rule from the state that was read to the state that is written. It looks at the
 * challenge, then at the limits, and only then at the code.
 */

import type { Proof } from './assertion.ts';
import {
  type AttemptContext,
  attemptRefused,
  clearAllAttempts,
  clearAttempts,
  wrongBackupCode,
  wrongCode,
} from './attempts.ts';
import { findBackupCode, spendBackupCode } from './backup-codes.ts';
import type { Caller } from './caller.ts';
import { type Challenge, checkChallenge, spendChallenge } from './challenge.ts';
import { rememberContact } from './contact.ts';
import type { ProofMethod } from './method.ts';
import { tellRepeated } from './notice-limit.ts';
import type { KeyRing } from './ports/key-ring.ts';
import { reseal } from './reseal.ts';
import { afterWrongAttempt, attemptsLeft, isExpired, isSentCode } from './sent-code.ts';
import { matchTotp } from './totp.ts';
import { accept, refuse, refuseWith, type Step, type User, without } from './user.ts';

/** What the rule goes by, besides the user. */
export interface AnswerContext extends AttemptContext {
  readonly keys: KeyRing;
  readonly challenge: Challenge;
  /** Whose address and language are noted for notices when the code is right. */
  readonly caller: Pick<Caller, 'email'>;
  readonly locale: string;
}

export interface Answer {
  readonly method: ProofMethod;
  readonly code: string;
}

/** A challenge that was answered. */
export interface Verified {
  readonly proof: Proof;
  /** The state that is written. */
  readonly user: User;
}

export function answerChallenge(user: User, answer: Answer, context: AnswerContext): Step<Verified> {
  const closed = checkChallenge(user, context.challenge, context.policy, context.now);
  if (closed !== undefined) return refuse(closed);
  switch (answer.method) {
    case 'totp':
      return answerWithTotp(user, answer.code, context);
    case 'phone':
      return answerWithSentCode(user, answer.code, context);
    case 'backup_code':
      return answerWithBackupCode(user, answer.code, context);
  }
}

/** Each time step is accepted once (RFC 6238 §5.2). */
function answerWithTotp(user: User, code: string, context: AnswerContext): Step<Verified> {
  const { keys, policy, now } = context;
  const { factor } = user;
  if (factor?.method !== 'totp') return refuseWith('method_not_available');
  const refused = attemptRefused(user, context);
  if (refused !== undefined) return refused;

  const secret = keys.open('totp-secret', user.id, factor.secret);
  const lastStep = matchTotp(secret, code, { now, drift: policy.totpDrift, after: factor.lastStep });
  if (lastStep === undefined) return wrongCode(user, context);
  return answered({ ...clearAttempts(user), factor: { ...factor, lastStep } }, { method: 'totp' }, context);
}

function answerWithSentCode(user: User, code: string, context: AnswerContext): Step<Verified> {
  const { keys, challenge, policy, now } = context;
  const { factor, sentCode: sent } = user;
  if (factor?.method !== 'phone') return refuseWith('method_not_available');
  if (sent?.challenge !== challenge.nonce) return refuseWith('nothing_pending');
  const refused = attemptRefused(user, context);
  if (refused !== undefined) return refused;
  if (isExpired(sent, policy, now)) return refuseWith('code_expired');

  if (!isSentCode(sent, { userId: user.id, purpose: challenge.nonce, code, keys })) {
    const tried = afterWrongAttempt(sent);
    return wrongCode({ ...user, sentCode: tried }, context, attemptsLeft(tried, policy));
  }
  const proof = { method: 'phone', channel: sent.channel } as const;
  return answered(clearAttempts(without(user, 'sentCode')), proof, context);
}

/** Each code is accepted once, whatever the limits say; a right one also ends a lock. */
function answerWithBackupCode(user: User, code: string, context: AnswerContext): Step<Verified> {
  const found = findBackupCode(context.keys, user, code);
  if (found === undefined) return wrongBackupCode(user, context);
  const spent = spendBackupCode(clearAllAttempts(user), found);
  const remaining = spent.backupCodes?.hashes.length ?? 0;
  const { purpose } = context.challenge;
  const used = { type: 'BackupCodeUsed', purpose, remaining, at: context.now } as const;
  return answered(tellRepeated(spent, used, context.policy), { method: 'backup_code' }, context);
}

/** The challenge is spent, and what has happened is told. What is under an old root key comes under the one in use. */
function answered(
  user: User,
  proof: Proof,
  { challenge, policy, now, ...context }: AnswerContext,
): Step<Verified> {
  const { purpose } = challenge;
  const known = reseal(rememberContact(user, context.caller, context), context.keys);
  const spent = without(spendChallenge(known, challenge, policy, now), 'exempt');
  const written: User = {
    ...spent,
    events: [...user.events, { type: 'SignInVerified', ...proof, purpose, at: now }],
  };
  return accept(written, { proof, user: written });
}

/** What becomes of a right code whose assertion could not be signed: as it was before, for the next attempt. */
export function takeAnswerBack(before: User, { proof }: Verified, context: AnswerContext): User {
  const { purpose } = context.challenge;
  return { ...before, events: [{ type: 'SignInNotCompleted', ...proof, purpose, at: context.now }] };
}
