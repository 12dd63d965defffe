/**
 * What users share is charged for a message before it is sent: the number's count, for an enrolment those of its
 * country and block, and the service's. All but the last are charged at once. The service's is everybody's, so it is
 * charged only for what nothing else refuses.
 */

import type { KeyedHash, Millis } from '../../domain/brand.ts';
import { numberRequestLimit } from '../../domain/code-request.ts';
import { type Destination, type Place, placeLimit, placesOf } from '../../domain/destination.ts';
import type { Counter } from '../../domain/ports/rate-limiter.ts';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { secondsUntil, type Window } from '../../domain/window.ts';
import { log } from '../../observability/log.ts';
import type { Core, WithPlaceCounter, WithRateLimiter } from '../dependencies.ts';
import { chargeServiceCount } from './charge-service.ts';

type Dependencies = Pick<Core, 'policy' | 'random'> & WithRateLimiter & WithPlaceCounter;

export interface Chargeable {
  /** The number as the limits know it. */
  readonly numberHash: KeyedHash;
  /** Where an enrolment's message goes; `undefined` for the number of a customer who is enrolled. */
  readonly destination: Destination | undefined;
  readonly requestedAt: Millis;
  /** Whether the number's window is likely to be open. */
  readonly opened: boolean;
}

export interface Refused {
  readonly refused: Refusal;
  /** The number's own window, if that is what refused. */
  readonly fullNumber?: Window;
}

/** A count that was charged, and the way back. */
interface Charge {
  /** Whether it is a brake on the bill, and not a limit that somebody is owed messages by. */
  readonly brake: boolean;
  readonly refund: () => Promise<void>;
}

export interface Charges {
  /** Takes everything back: the message was not sent. */
  readonly refund: () => Promise<void>;
  /** Takes back what is no brake on the bill: the message may be on its way. */
  readonly refundNumber: () => Promise<void>;
}

/** Charges all of it or nothing. Throws `Unavailable`. */
export async function chargeShared(
  deps: Dependencies,
  message: Chargeable,
): Promise<Result<Charges, Refused>> {
  const { destination } = message;
  const places = destination === undefined ? [] : placesOf(destination);
  const first = await together([
    chargeNumber(deps, message),
    ...places.map((place) => chargePlace(deps, message, place)),
  ]);
  if (!first.ok) return first;
  const all = await together([chargeService(deps, message)], first.value);
  if (!all.ok) return all;
  return ok({
    refund: () => refundAll(all.value),
    refundNumber: () => refundAll(all.value.filter(({ brake }) => !brake)),
  });
}

async function chargeNumber(
  { limiter, policy }: Dependencies,
  { numberHash, requestedAt: now, opened }: Chargeable,
): Promise<Result<Charge, Refused>> {
  const number: Counter = { of: 'number', number: numberHash };
  const charged = await limiter.charge(number, numberRequestLimit(policy), now, opened);
  if (!charged.ok) {
    const refused = refusal('too_many_requests', secondsUntil(charged.error.endsAt, now));
    return err({ refused, fullNumber: charged.error });
  }
  return ok({ brake: false, refund: () => limiter.refund(number, charged.value) });
}

async function chargePlace(
  { places, policy }: Dependencies,
  { destination, requestedAt: now }: Chargeable,
  place: Place,
): Promise<Result<Charge, Refused>> {
  const limit = placeLimit(place.of, policy, now);
  const charged = await places.charge(place, limit);
  if (!charged.ok) {
    const reason = `${place.of}_${charged.error}`;
    log('enrolments_paused', {
      ...{ reason, limit: 'enrolments_paused' },
      ...(destination && { country: destination.country }),
    });
    return err({ refused: refusal('delivery_paused', secondsUntil(limit.endsAt, now)) });
  }
  return ok({ brake: true, refund: () => places.refund(place, limit) });
}

async function chargeService(
  deps: Dependencies,
  { destination, requestedAt: now }: Chargeable,
): Promise<Result<Charge, Refused>> {
  const charged = await chargeServiceCount(deps, destination === undefined ? 'sign_in' : 'enrolment', now);
  if (!charged.ok) {
    const { endsAt, onlyReserve } = charged.error;
    if (onlyReserve) log('enrolments_paused', { reason: 'service_limit', limit: 'enrolments_paused' });
    else log('delivery_paused', { limit: 'delivery_paused' });
    return err({ refused: refusal('delivery_paused', secondsUntil(endsAt, now)) });
  }
  return ok({ brake: true, refund: charged.value.refund });
}

/**
 * Waits for all of them. Where one is refused or fails, the others are taken back, and with them what is `held`
 * already; then it says what the first of them said.
 */
async function together(
  charging: readonly Promise<Result<Charge, Refused>>[],
  held: readonly Charge[] = [],
): Promise<Result<readonly Charge[], Refused>> {
  const settled = await Promise.allSettled(charging);
  const outcomes = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const charges = [...held, ...outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))];
  const failure = settled.find((one) => one.status === 'rejected');
  const refused = outcomes.find((outcome) => !outcome.ok);
  if (failure === undefined && refused === undefined) return ok(charges);
  await refundAll(charges);
  if (failure !== undefined) throw failure.reason;
  return refused ?? ok(charges);
}

/** Tries each, and only then throws what the first of them threw. */
async function refundAll(charges: readonly Charge[]): Promise<void> {
  const settled = await Promise.allSettled(charges.map(({ refund }) => refund()));
  const failure = settled.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
