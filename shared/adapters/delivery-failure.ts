/** Turns what an AWS SDK throws into a `DeliveryError`, which is all that may be known outside the adapters. */

import { DeliveryError, type DeliveryFailure } from '../domain/ports/delivery.ts';
import { statusOf, THROTTLES } from './sdk-error.ts';

/** Both networks answer within this, retries included; API Gateway's caller gets its 503 within 10 seconds. */
export const DELIVERY_DEADLINE_MS = 8_000;

/** The SDK's names for "no answer": its own request timer, and a signal that went off. */
const TIMEOUTS: readonly string[] = ['TimeoutError', 'AbortError'];

/** Classifies an SDK error by its name and HTTP status. Its message may quote the request: it is dropped. */
export function toDeliveryError(thrown: unknown): DeliveryError {
  return new DeliveryError(kindOf(thrown));
}

function kindOf(thrown: unknown): DeliveryFailure {
  if (typeof thrown !== 'object' || thrown === null) return 'unavailable';
  const name = 'name' in thrown ? String(thrown.name) : '';
  const status = statusOf(thrown);
  if (TIMEOUTS.includes(name)) return 'timeout';
  if (THROTTLES.test(name) || status === 429) return 'throttled';
  return status !== undefined && status >= 400 && status < 500 ? 'refused' : 'unavailable';
}
