/** The customer's authenticator app, and codes that it does not show. */

import { Secret } from 'otpauth';
import type { Millis, TimeStep } from '../../../shared/domain/brand.ts';
import { timeStep, totpCode } from '../../../shared/domain/totp.ts';

export interface Authenticator {
  /** The code at this time, or so many steps later. */
  readonly codeAt: (at: Millis, steps?: number) => string;
  /** Codes that are wrong at this time, each another. */
  readonly wrongCodes: (at: Millis, count: number) => readonly string[];
}

/** @param secret base32, as the app is given it. */
export function authenticator(secret: string): Authenticator {
  const { bytes } = Secret.fromBase32(secret);
  const codeAt = (at: Millis, steps = 0) => totpCode(bytes, (timeStep(at) + steps) as TimeStep);
  return {
    codeAt,
    wrongCodes: (at, count) => wrongCodes(count, codeAt(at, -1), codeAt(at), codeAt(at, 1)),
  };
}

/** So many different codes of six digits, none of them right. */
export function wrongCodes(count: number, ...right: readonly string[]): readonly string[] {
  const all = Array.from({ length: count + right.length }, (_, code) => String(code).padStart(6, '0'));
  return all.filter((code) => !right.includes(code)).slice(0, count);
}
