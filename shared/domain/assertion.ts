/** The claims of the signed assertion on which the portal's backend admits the user. */

import type { Millis, UserId } from './brand.ts';
import type { Channel, ProofMethod } from './user.ts';

export type Outcome = 'verified' | 'exempt' | 'skipped';

/** How the user proved the second factor. */
export interface Proof {
  readonly method: ProofMethod;
  /** How the code got there; for `phone` only. */
  readonly channel?: Channel;
}

export interface AssertionClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: UserId;
  readonly sid?: string;
  /** Seconds since the epoch, as RFC 7519 has all times. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly outcome: Outcome;
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

export function exemptAssertion(facts: AssertionFacts): AssertionClaims {
  return { ...base(facts), outcome: 'exempt' };
}

export function skippedAssertion(facts: AssertionFacts): AssertionClaims {
  return { ...base(facts), outcome: 'skipped' };
}

export function verifiedAssertion(facts: AssertionFacts, proof: Proof): AssertionClaims {
  const claims = base(facts);
  return { ...claims, outcome: 'verified', auth_time: claims.iat, method: proof.method, amr: amrOf(proof) };
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

function amrOf({ method, channel }: Proof): readonly string[] {
  if (method !== 'phone') return ['otp', 'mfa'];
  return [channel === 'call' ? 'tel' : 'sms', 'mfa'];
}
