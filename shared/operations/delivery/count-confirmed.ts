/**
 * The code of an enrolment came back, so the number is somebody's: that counts in favour of where it went. Counted from
 * the table's stream, so that no customer waits for it.
 */

import type { Millis } from '../../domain/brand.ts';
import { type Destination, placeLimit, placesOf } from '../../domain/destination.ts';
import { Unavailable } from '../../domain/unavailable.ts';
import { log } from '../../observability/log.ts';
import type { Core, WithPlaceCounter } from '../dependencies.ts';

export type CountDependencies = Pick<Core, 'policy'> & WithPlaceCounter;

/**
 * What can't be counted is not counted later: the event it belongs to matters more, and must not wait. Then the place
 * pauses somewhat sooner than it had to.
 * @param at when it was confirmed; of a window that is over by now, nothing depends on it any more.
 */
export async function countConfirmed(
  { places: counter, policy }: CountDependencies,
  destination: Destination,
  at: Millis,
): Promise<void> {
  await Promise.all(
    placesOf(destination).map((place) =>
      counter
        .confirm(place, placeLimit(place.of, policy, at), policy.sendsPerConfirmation)
        .catch((error: unknown) => {
          if (!(error instanceof Unavailable)) throw error;
          log('dependency_unavailable', { dependency: error.service, reason: error.reason });
        }),
    ),
  );
}
