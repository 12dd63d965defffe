/** Where other systems hear of domain events. */

import type { DomainEventType } from '../event.ts';

/** An event as it is published: with its id and user, and its times in ISO 8601. */
export interface Published {
  readonly id: string;
  readonly userId: string;
  readonly type: DomainEventType;
  readonly at: string;
  /** Id of the request that made it happen, if it was one. */
  readonly requestId?: string | undefined;
}

export interface EventBus {
  /**
   * Puts the events on the bus, in order. Throws `Unavailable` if any was not taken; some may have been, so
   * whoever tries again puts those twice.
   */
  put(events: readonly Published[]): Promise<void>;
}
