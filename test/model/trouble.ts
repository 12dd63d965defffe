/** What can go wrong with a call to AWS, as the SDK sees it: it tries three times, and then gives up. */

import type { DeliveryFailure } from '../../shared/domain/ports/delivery.ts';

export const TROUBLES = [
  'throttled once',
  'answer lost once',
  'throttled',
  'timed out',
  'answers lost',
  'lands late',
] as const;
/** `lands late`: no answer ever comes, and what was asked is done after the caller has given up. */
export type Trouble = 'none' | (typeof TROUBLES)[number];

export const SDK_TRIES = 3;

/** What one try meets. `lost`: done, and the answer did not come. */
export type Try = 'answered' | 'refused' | 'nothing' | 'lost';

export function tryMeets(trouble: Trouble, attempt: number): Try {
  switch (trouble) {
    case 'none':
      return 'answered';
    case 'throttled once':
      return attempt === 1 ? 'refused' : 'answered';
    case 'answer lost once':
      return attempt === 1 ? 'lost' : 'answered';
    case 'throttled':
      return 'refused';
    case 'timed out':
    case 'lands late':
      return 'nothing';
    case 'answers lost':
      return 'lost';
    default:
      return trouble satisfies never;
  }
}

/** How a network fails that takes a message once: no second try. */
export function networkFailure(trouble: Trouble): DeliveryFailure | undefined {
  switch (trouble) {
    case 'none':
    case 'answer lost once':
      return undefined;
    case 'throttled once':
      return 'throttled';
    case 'throttled':
      return 'refused';
    case 'timed out':
    case 'lands late':
      return 'timeout';
    case 'answers lost':
      return 'unavailable';
    default:
      return trouble satisfies never;
  }
}

/** The signer is tried again like the database; a signature of which nobody hears is none. */
export const signerFails = (trouble: Trouble): boolean => tryMeets(trouble, SDK_TRIES) !== 'answered';
