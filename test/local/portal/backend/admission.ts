/**
 * Admission: the portal's backend lets a session in on one thing only, an assertion signed by the 2FA service.
 *
 * Whatever the browser says or shows, it cannot sign. So every way in, `verified`, `exempt` or `skipped`, ends
 * here, and a browser response that somebody changed on its way gains nothing.
 */
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { err, ok, type Result } from '../../../../shared/domain/result.ts';

/** The sign-in that asks to be let in, as the backend itself remembers it; never taken from the request. */
export interface SignIn {
  /** The `sub` of the access token that the identity provider issued for this sign-in. */
  readonly userId: string;
  /** The `sid` of that token. */
  readonly sid: string;
}

export type Outcome = 'verified' | 'exempt' | 'skipped';

export interface Admission {
  readonly outcome: Outcome;
  /** How the second factor was proven, where it was. */
  readonly method: string | undefined;
  /** What it was proven for; `enrollment`: the second factor has just changed. */
  readonly purpose: string | undefined;
}

/** Why an assertion does not admit. For the log: the browser needs to know only that it does not. */
export type Refusal = 'invalid' | 'expired' | 'other_user' | 'other_session' | 'unknown_outcome' | 'replayed';

/** Remembers which assertions have admitted somebody. With several servers it is a conditional write. */
export interface UsedAssertions {
  /** True the first time for a `jti`, false after. May forget it at `expiresAt`, seconds since the epoch. */
  claim(jti: string, expiresAt: number): boolean | Promise<boolean>;
}

export interface AdmissionOptions {
  /** The 2FA service's address, the `iss` of its assertions. */
  readonly issuer: string;
  /** The portal's audience, agreed with the service. */
  readonly audience: string;
  /** The service's keys, e.g. `createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer))`. */
  readonly keys: JWTVerifyGetKey;
  readonly usedAssertions: UsedAssertions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isOutcome = (value: unknown): value is Outcome =>
  value === 'verified' || value === 'exempt' || value === 'skipped';

/** Decides whether `assertion` admits the sign-in. Throws only if the service's keys cannot be fetched. */
export const admit = async (
  assertion: string,
  signIn: SignIn,
  options: AdmissionOptions,
): Promise<Result<Admission, Refusal>> => {
  const verified = await verifySignature(assertion, options);
  if (!verified.ok) return verified;
  const { sub, sid, jti, exp, outcome, method, purpose } = verified.value;

  if (sub !== signIn.userId) return err('other_user');
  if (sid !== signIn.sid) return err('other_session');
  if (!isOutcome(outcome)) return err('unknown_outcome');
  if (jti === undefined || exp === undefined) return err('invalid');
  // Last, so that only an assertion that would admit is spent.
  if (!(await options.usedAssertions.claim(jti, exp))) return err('replayed');

  return ok({ outcome, method: textOf(method), purpose: textOf(purpose) });
};

/** Signature, issuer, audience and lifetime (RFC 7519 §7.2); the algorithm is ours to say, not the token's. */
const verifySignature = async (
  assertion: string,
  { issuer, audience, keys, now }: AdmissionOptions,
): Promise<Result<JWTPayload, Refusal>> => {
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ['RS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
      currentDate: new Date(now()),
    });
    return ok(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return err('expired');
    if (isUnreachableKeySet(error)) throw error;
    return err('invalid');
  }
};

const keySetErrorCodes: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // What `jose` throws for a key set that was not answered with 200 or is not JSON.
  errors.JOSEError.code,
]);

/** The key set could not be had: the service's trouble, not the assertion's. */
const isUnreachableKeySet = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || keySetErrorCodes.has(error.code);

/** Enough for one process. */
export const createUsedAssertions = (now: () => number): UsedAssertions => {
  const expiryByJti = new Map<string, number>();
  return {
    claim(jti, expiresAt) {
      for (const [used, expiry] of expiryByJti) if (expiry * 1000 <= now()) expiryByJti.delete(used);
      if (expiryByJti.has(jti)) return false;
      expiryByJti.set(jti, expiresAt);
      return true;
    },
  };
};
