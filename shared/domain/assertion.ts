/** The claims of the signed assertion on which the portal's backend admits the user. */

import type { Millis, UserId } from './brand.ts';
import type { ChallengePurpose } from './event.ts';
import type { Channel, ProofMethod } from './method.ts';
import type { ExemptReason } from './sign-in-policy.ts';

export type Outcome = 'verified' | 'exempt' | 'skipped';

/** What was proved for: a sign-in, a step-up, or the factor that it put in force. */
export type Purpose = ChallengePurpose | 'enrollment';

/** How the user proved the second factor. */
export type Proof =
  | { readonly method: 'totp' }
  | { readonly method: 'backup_code' }
  | {
      readonly method: 'phone';
      /** How the code got there. */
      readonly channel: Channel;
    };

export interface AssertionClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: UserId;
  readonly sid?: string;
  /** Seconds since the epoch, as RFC 7519 has all times. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly outcome: Outcome | 'void';
  /** Why no second factor was needed, with `exempt`. */
  readonly reason?: ExemptReason;
  /** With `verified`, as all that follows. */
  readonly purpose?: Purpose;
  readonly auth_time?: number;
  readonly method?: ProofMethod;
  /** RFC 8176 §2. */
  readonly amr?: readonly string[];
}

/** Whose assertions these are, and whom they are for. */
export interface AssertionSettings {
  readonly issuer: string;
  readonly audience: string;
}

export interface AssertionFacts extends AssertionSettings {
  readonly userId: UserId;
  readonly sid?: string;
  readonly now: Millis;
  readonly lifetimeSeconds: number;
  readonly jti: string;
}

export function exemptAssertion(facts: AssertionFacts, reason: ExemptReason): AssertionClaims {
  return { ...base(facts), outcome: 'exempt', reason };
}

export function skippedAssertion(facts: AssertionFacts): AssertionClaims {
  return { ...base(facts), outcome: 'skipped' };
}

export function verifiedAssertion(facts: AssertionFacts, proof: Proof, purpose: Purpose): AssertionClaims {
  const claims = base(facts);
  return {
    ...claims,
    outcome: 'verified',
    purpose,
    auth_time: claims.iat,
    method: proof.method,
    amr: amrOf(proof),
  };
}

/** As costly to sign as any other, and worth nothing: it has expired and says no outcome. It never leaves. */
export function voidAssertion(facts: AssertionFacts): AssertionClaims {
  return { ...base({ ...facts, lifetimeSeconds: 0 }), outcome: 'void' };
}

function base(facts: AssertionFacts) {
  const iat = Math.floor(facts.now / 1000);
  return {
    iss: facts.issuer,
    aud: facts.audience,
    sub: facts.userId,
    ...(facts.sid !== undefined && { sid: facts.sid }),
    iat,
    exp: iat + facts.lifetimeSeconds,
    jti: facts.jti,
  };
}

function amrOf(proof: Proof): readonly string[] {
  switch (proof.method) {
    case 'totp':
    case 'backup_code':
      return ['otp', 'mfa'];
    case 'phone':
      return [AMR_OF_CHANNEL[proof.channel], 'mfa'];
  }
}

const AMR_OF_CHANNEL: Readonly<Record<Channel, string>> = { sms: 'sms', call: 'tel' };
