/** Gives the code of a function the local system's time. */

import { clockIn } from '../clock.ts';

/** Sets `Date` to the clock in this memory; to be done before a bundle loads. */
export function installClock(clock: SharedArrayBuffer): void {
  const RealDate = Date;
  const now = clockIn(clock, RealDate.now);
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = globalThis.Date;
}
