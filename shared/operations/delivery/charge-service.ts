/** Charges a message to the count of the whole service, in whichever of its parts has room. */

import type { Millis } from '../../domain/brand.ts';
import type { MessageUse } from '../../domain/code-request.ts';
import type { Counter } from '../../domain/ports/rate-limiter.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { servicePartLimit, serviceParts } from '../../domain/service-count.ts';
import type { Window } from '../../domain/window.ts';
import type { Core, WithRateLimiter } from '../dependencies.ts';

type Dependencies = Pick<Core, 'policy' | 'random'> & WithRateLimiter;

export interface ServiceFull {
  /** When the first of the parts that were asked has room again. */
  readonly endsAt: Millis;
  /** Whether there is room, but only what is reserved for sign-ins. */
  readonly onlyReserve: boolean;
}

/** The message is counted in one part, from which `refund` takes it back. Throws `Unavailable`. */
export async function chargeServiceCount(
  { limiter, policy, random }: Dependencies,
  use: MessageUse,
  now: Millis,
): Promise<Result<{ readonly refund: () => Promise<void> }, ServiceFull>> {
  const full: { readonly window: Window; readonly whole: number }[] = [];
  for (const part of twoOf(serviceParts(policy), random)) {
    const counter: Counter = { of: 'service', part };
    const charged = await limiter.charge(counter, servicePartLimit(policy, use, part), now, true);
    if (charged.ok) return ok({ refund: () => limiter.refund(counter, charged.value) });
    full.push({ window: charged.error, whole: servicePartLimit(policy, 'sign_in', part).max });
  }
  return err({
    endsAt: Math.min(...full.map(({ window }) => window.endsAt)),
    onlyReserve: full.some(({ window, whole }) => window.count < whole),
  });
}

/** A part and another one, each as likely as any; the one part that there is. */
function twoOf(parts: number, random: Core['random']): readonly number[] {
  if (parts === 1) return [0];
  const first = random.below(parts);
  return [first, (first + 1 + random.below(parts - 1)) % parts];
}
