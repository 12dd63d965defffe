/**
 * Admission: a portal's backend lets a session in on one thing only, an assertion signed by the 2FA service.
 *
 * Whatever the browser says or shows, it cannot sign. So every way in, `verified`, `exempt` or `skipped`, ends here,
 * and an answer that somebody changed in the browser gains nothing.
 */

import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import { AdmissionError } from './error.ts';
import type { UsedAssertions } from './used-assertions.ts';

/** The sign-in that asks to be let in, as the backend itself remembers it; never taken from the request. */
export interface SignIn {
  /** The `sub` of the access token that the identity provider issued for this sign-in. */
  readonly sub: string;
  /** The `sid` of that token, where it has one: then the assertion must have the same, and otherwise none. */
  readonly sid?: string | undefined;
}

export type Outcome = 'verified' | 'exempt' | 'skipped';

/** What an assertion says of the sign-in that it admits. */
export interface Admitted {
  readonly outcome: Outcome;
  /** Of `exempt`: why nothing was asked. */
  readonly reason?: string;
  /** Of `verified`: with what the second factor was proved. */
  readonly method?: string;
  /** Of `verified`: what for; `enrollment`: the second factor has just changed, so end the other sessions. */
  readonly purpose?: string;
  /** Of `verified`: when, in seconds since the epoch. */
  readonly authTime?: number;
}

export interface AdmissionOptions {
  /** The 2FA service's address, the `iss` of its assertions. */
  readonly issuer: string;
  /** The portal's audience, agreed with the service. */
  readonly audience: string;
  /** What remembers the assertions that have admitted somebody; with several servers, one that they share. */
  readonly store: UsedAssertions;
  /** How far this machine's clock may be off, in seconds. @default 10 */
  readonly leeway?: number;
  /** Where the service's keys are. @default `/.well-known/jwks.json` of the issuer */
  readonly keysUrl?: string;
  /** @default the global `fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
}

export interface Admission {
  /**
   * Admits the sign-in, once for each assertion. Throws an `AdmissionError` if it does not, so that code that forgets
   * to look admits nobody; what the store throws goes through.
   */
  admit(assertion: string, signIn: SignIn): Promise<Admitted>;
}

/** In milliseconds: as long as the service lets its keys be cached. */
const KEYS_MAX_AGE = 300_000;
/** In milliseconds: an assertion with an invented key id does not make this call the service again before. */
const KEYS_COOL_DOWN = 30_000;

const OUTCOMES: ReadonlySet<unknown> = new Set<Outcome>(['verified', 'exempt', 'skipped']);
const isOutcome = (value: unknown): value is Outcome => OUTCOMES.has(value);

export function createAdmission(options: AdmissionOptions): Admission {
  const { issuer, audience, store, leeway = 10, now = Date.now } = options;
  const keysUrl = options.keysUrl ?? `${issuer.replace(/\/+$/, '')}/.well-known/jwks.json`;
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    cacheMaxAge: KEYS_MAX_AGE,
    cooldownDuration: KEYS_COOL_DOWN,
    ...(options.fetch !== undefined && { [customFetch]: options.fetch }),
  });

  /** Signature, issuer, audience and lifetime (RFC 7519 §7.2); the algorithm is ours to say, not the token's. */
  const verify = async (assertion: string): Promise<JWTPayload> => {
    try {
      const { payload } = await jwtVerify(assertion, keys, {
        algorithms: ['RS256'],
        issuer,
        audience,
        clockTolerance: leeway,
        requiredClaims: ['sub', 'jti', 'iat', 'exp'],
        currentDate: new Date(now()),
      });
      return payload;
    } catch (cause) {
      throw new AdmissionError(codeOf(cause), { cause });
    }
  };

  return {
    async admit(assertion, signIn) {
      const { sub, sid, jti, exp, outcome, ...claims } = await verify(assertion);
      if (sub !== signIn.sub || sid !== signIn.sid) throw new AdmissionError('other_session');
      if (!isOutcome(outcome) || typeof jti !== 'string' || exp === undefined) {
        throw new AdmissionError('invalid');
      }
      // Last, so that only an assertion that would admit is spent.
      if (!(await store.claim(jti, Math.ceil(exp) + leeway))) throw new AdmissionError('already_used');
      return { outcome, ...detailsOf(claims) };
    },
  };
}

function detailsOf({ reason, method, purpose, auth_time }: JWTPayload): Omit<Admitted, 'outcome'> {
  return {
    ...(typeof reason === 'string' && { reason }),
    ...(typeof method === 'string' && { method }),
    ...(typeof purpose === 'string' && { purpose }),
    ...(typeof auth_time === 'number' && { authTime: auth_time }),
  };
}

/** That the key set could not be had is the service's trouble, not the assertion's. */
const KEY_SET_ERRORS: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // What `jose` throws for a key set that was not answered with 200 or is not JSON.
  errors.JOSEError.code,
]);

function codeOf(error: unknown) {
  if (error instanceof errors.JWTExpired) return 'expired';
  return error instanceof errors.JOSEError && !KEY_SET_ERRORS.has(error.code)
    ? 'invalid'
    : 'keys_unavailable';
}
