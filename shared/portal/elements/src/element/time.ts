/** Waits, counted down in front of the customer. */

/** A wait in words: seconds while somebody would watch them, then minutes, then hours. */
export const waitInWords = (seconds: number, tag: string): string => {
  const [amount, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [seconds / 60, 'minute']
        : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(Math.ceil(amount));
};

/**
 * Seconds from now until an ISO 8601 time, at most `most`: a customer's clock may be wrong by any amount, and who
 * comes too early is told by the service how long to wait.
 */
export const secondsUntil = (time: string, most: number): number =>
  Math.min(most, Math.max(0, Math.ceil((Date.parse(time) - Date.now()) / 1000)));

/** Calls `tick` with the seconds left, at once and each second. Returns what stops it. */
export const countDown = (seconds: number, tick: (left: number) => void): (() => void) => {
  const end = Date.now() + seconds * 1000;
  const step = (): void => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (left === 0) clearInterval(timer);
    tick(left);
  };
  const timer = setInterval(step, 1000);
  step();
  return () => clearInterval(timer);
};
