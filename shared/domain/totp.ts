/** Codes of an authenticator app (RFC 6238 over RFC 4226). */

import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret } from 'otpauth';
import type { Millis, TimeStep } from './brand.ts';

/** What every authenticator app supports; anything else is ignored by some of them. */
export const TOTP = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** RFC 4226 §4 R6: 160 bits recommended. */
export const TOTP_SECRET_BYTES = 20;

export const timeStep = (at: Millis): TimeStep => Math.floor(at / 1000 / TOTP.period) as TimeStep;

/** The code of one time step, leading zeros kept. */
export const totpCode = (secret: Uint8Array, step: TimeStep): string =>
  HOTP.generate({
    secret: secretOf(secret),
    algorithm: TOTP.algorithm,
    digits: TOTP.digits,
    counter: step,
  });

/**
 * The time step whose code this is, among those within `drift` of now and later than `after`; `undefined` if
 * none. Steps up to `after` were accepted before and are spent (RFC 6238 §5.2).
 */
export function matchTotp(
  secret: Uint8Array,
  code: string,
  { now, drift, after }: { now: Millis; drift: number; after?: TimeStep },
): TimeStep | undefined {
  const current = timeStep(now);
  let match: TimeStep | undefined;
  for (let step = current - drift; step <= current + drift; step++) {
    const candidate = step as TimeStep;
    const spent = after !== undefined && candidate <= after;
    if (equalCodes(totpCode(secret, candidate), code) && !spent) match ??= candidate;
  }
  return match;
}

/** The secret as authenticator apps take it: base32 without padding (RFC 4648 §6). */
export const base32Secret = (secret: Uint8Array): string => secretOf(secret).base32;

/**
 * The key URI that the QR code holds, in the form Google Authenticator documents.
 * A colon separates issuer and account there, and breaks scanners even when escaped, so it is replaced.
 */
export function keyUri(secret: Uint8Array, issuer: string, account: string): string {
  // A path may hold an @ as it is (RFC 3986 §3.3), and people read the URI.
  const encode = (text: string) =>
    encodeURIComponent(text.replaceAll(':', ' ').trim()).replaceAll('%40', '@');
  const label = `${encode(issuer)}:${encode(account)}`;
  const parameters = [
    `secret=${base32Secret(secret)}`,
    `issuer=${encode(issuer)}`,
    `algorithm=${TOTP.algorithm}`,
    `digits=${TOTP.digits}`,
    `period=${TOTP.period}`,
  ];
  return `otpauth://totp/${label}?${parameters.join('&')}`;
}

const secretOf = (bytes: Uint8Array): Secret => new Secret({ buffer: new Uint8Array(bytes).buffer });

function equalCodes(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
