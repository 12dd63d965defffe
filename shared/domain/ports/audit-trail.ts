/** A user's audit trail. */

import type { UserId } from '../brand.ts';
import type { DomainEvent } from '../event.ts';

/** An event with its name: ids sort in the order in which the events happened to the user. */
export type TrailEvent = DomainEvent & { readonly id: string };

export interface TrailPage {
  /** Newest first. */
  readonly events: readonly TrailEvent[];
  /** The id to go on after, if there may be more. */
  readonly next: string | undefined;
}

export interface AuditTrail {
  /**
   * Writes the event, unless it is there already: a replay changes nothing. Throws `Unavailable`.
   * @returns whether it was not there. Where the answer to a write is lost and it is tried again, it was.
   */
  append(userId: UserId, event: TrailEvent): Promise<boolean>;
  /** Throws `Unavailable`. @param after the id of the last event of the page before. */
  list(userId: UserId, after?: string): Promise<TrailPage>;
}
