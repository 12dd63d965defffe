/** A signer that keeps what it has signed, knows it again, and fails as told. */

import type { AssertionClaims } from '../../../shared/domain/assertion.ts';
import type { AssertionKeys, PublicJwk, Signer } from '../../../shared/domain/ports/assertions.ts';

export interface FakeSigner extends Signer, AssertionKeys {
  /** What was signed, in order: `assertion 1`, `assertion 2` and so on. */
  readonly signed: readonly AssertionClaims[];
  /** What each signature from now on meets; it fails if this throws. */
  readonly meets: (answer: () => void | Promise<void>) => void;
}

export const JWK: PublicJwk = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'key', n: 'n', e: 'AQAB' };

/** @param awaited called when somebody starts to wait for a signature, once for each. */
export function fakeSigner(awaited: () => void = () => undefined): FakeSigner {
  const signed: AssertionClaims[] = [];
  let answer: () => void | Promise<void> = () => undefined;
  async function sign(claims: AssertionClaims): Promise<string> {
    await answer();
    signed.push(claims);
    return `assertion ${signed.length}`;
  }
  return {
    signed,
    sign: (claims) => Watched.over(sign(claims), awaited),
    jwks: async () => [JWK],
    verify: async (assertion, now) => {
      const claims = signed.find((_, index) => assertion === `assertion ${index + 1}`);
      return claims !== undefined && now < claims.exp * 1000 ? claims : undefined;
    },
    meets: (next) => {
      answer = next;
    },
  };
}

/** A promise that tells when its value is waited for; hearing of its failure alone is no waiting. */
class Watched<T> extends Promise<T> {
  #awaited: (() => void) | undefined;

  static over<T>(promise: Promise<T>, awaited: () => void): Promise<T> {
    const watched = new Watched<T>((resolve) => resolve(promise));
    watched.#awaited = awaited;
    return watched;
  }

  // biome-ignore lint/suspicious/noThenProperty: `await` calls it, and that is what is watched.
  override then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (onValue) {
      this.#awaited?.();
      this.#awaited = undefined;
    }
    return super.then(onValue, onError);
  }
}
