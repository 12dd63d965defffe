/**
 * How often a password may be tried (OWASP ASVS 6.3.1): by address, whether or not there is an account of that name,
 * so that the limit tells nobody who is a customer. The second factor has limits of its own, and they begin only
 * where this one has been passed.
 *
 * Whoever knows an address can make its owner wait. A real portal counts by network and known browser as well.
 */

interface Limit {
  readonly max: number;
  readonly ms: number;
}

const MINUTE_MS = 60_000;
const LIMITS: readonly Limit[] = [
  { max: 5, ms: MINUTE_MS },
  { max: 20, ms: 60 * MINUTE_MS },
];
const LONGEST_MS = Math.max(...LIMITS.map(({ ms }) => ms));

export interface PasswordLimit {
  /**
   * Counts an attempt before its password is compared, so that parallel guesses don't slip past.
   * @returns the seconds to wait if it may not be compared; it is then not counted.
   */
  attempt(address: string): number | undefined;
  /** The password was right: what was counted for the address is forgotten. */
  right(address: string): void;
}

/** @param now Milliseconds since the epoch. */
export const createPasswordLimit = (now: () => number): PasswordLimit => {
  /** Oldest first. */
  const attempts = new Map<string, readonly number[]>();

  /** What no longer counts is dropped, for every address: guesses at many fill no memory. */
  const forget = (): void => {
    for (const [address, times] of attempts) {
      const counted = times.filter((time) => now() < time + LONGEST_MS);
      if (counted.length === 0) attempts.delete(address);
      else attempts.set(address, counted);
    }
  };

  return {
    attempt(address) {
      forget();
      const times = attempts.get(address) ?? [];
      const waits = LIMITS.map(({ max, ms }) => (times.at(-max) ?? Number.NEGATIVE_INFINITY) + ms - now());
      const wait = Math.max(...waits);
      if (wait > 0) return Math.ceil(wait / 1000);
      attempts.set(address, [...times, now()]);
      return undefined;
    },
    right: (address) => void attempts.delete(address),
  };
};
