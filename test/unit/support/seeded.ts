/** Repeatable random numbers, so that a property that fails once fails again. */

export interface Seeded {
  /** Uniform in 0 … max - 1. */
  below(max: number): number;
  bytes(length: number): Uint8Array;
}

/** A linear congruential generator modulo 2^32 (Numerical Recipes' constants): repeatable, and no more. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const below = (max: number) => Math.floor((next() / 2 ** 32) * max);
  return { below, bytes: (length) => Uint8Array.from({ length }, () => below(256)) };
}
