/** A signer that keeps what it has signed, and fails as told. */

import type { AssertionClaims } from '../../../shared/domain/assertion.ts';
import type { Signer } from '../../../shared/domain/ports/assertions.ts';

export interface FakeSigner extends Signer {
  readonly signed: readonly AssertionClaims[];
  /** What each signature from now on meets; it fails if this throws. */
  readonly meets: (answer: () => void | Promise<void>) => void;
}

export function fakeSigner(): FakeSigner {
  const signed: AssertionClaims[] = [];
  let answer: () => void | Promise<void> = () => undefined;
  return {
    signed,
    sign: async (claims) => {
      await answer();
      signed.push(claims);
      return `assertion ${signed.length}`;
    },
    meets: (next) => {
      answer = next;
    },
  };
}
