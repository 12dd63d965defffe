/** Times every call of an AWS service, each retry for itself, and notes how it ended. */

import type { FinalizeRequestMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import { type CallEnding, type Dependency, noted } from '../observability/metrics.ts';
import { statusOf, THROTTLES } from './sdk-error.ts';

/** What a service has against the request itself: it answered, as it should. */
const ANSWERS =
  /^(?:ConditionalCheckFailed|TransactionCanceled|InvalidParameter|InvalidRequest|DestinationNotAllowed|OutboundContactNotPermitted|BadRequest)/;

interface Client<Input extends object, Output extends MetadataBearer> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/** The same client. */
export function watched<Input extends object, Output extends MetadataBearer, C extends Client<Input, Output>>(
  dependency: Dependency,
  client: C & Client<Input, Output>,
): C {
  const note: FinalizeRequestMiddleware<Input, Output> = (next) => (args) =>
    noted(dependency, endingOf, () => next(args));
  const place = { name: 'watched', relation: 'after', toMiddleware: 'retryMiddleware' } as const;
  client.middlewareStack.addRelativeTo(note, place);
  return client;
}

/** @param error that an AWS SDK has thrown. */
export function endingOf(error: unknown): CallEnding {
  if (!(error instanceof Error)) return 'failed';
  if (THROTTLES.test(error.name) || statusOf(error) === 429) return 'throttled';
  return ANSWERS.test(error.name) ? 'answered' : 'failed';
}
