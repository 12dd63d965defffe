/** Which assertions have admitted somebody: each does so once. */

export interface UsedAssertions {
  /**
   * True the first time for a `jti`, false after, also where two ask at once.
   * @param expiresAt seconds since the epoch; from then on the `jti` may be forgotten.
   */
  claim(jti: string, expiresAt: number): boolean | Promise<boolean>;
}

/**
 * For one process.
 * @param now milliseconds since the epoch. Default: the machine's clock.
 */
export function usedInMemory(now: () => number = Date.now): UsedAssertions {
  const expiryByJti = new Map<string, number>();
  return {
    claim(jti, expiresAt) {
      for (const [used, expiry] of expiryByJti) if (expiry * 1000 <= now()) expiryByJti.delete(used);
      if (expiryByJti.has(jti)) return false;
      expiryByJti.set(jti, expiresAt);
      return true;
    },
  };
}
