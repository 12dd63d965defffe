/** GET /v1/2fa/events: what happened to the caller's second factor, without what only support may know. */

import type { UseCase } from '../../contract/operation.ts';
import type { listEvents as operation } from '../../contract/operations/list-events.ts';
import { type OwnEvent, ownEvent } from '../../domain/audience.ts';
import type { AuditTrail } from '../../domain/ports/audit-trail.ts';
import { ok } from '../../domain/result.ts';
import { shownEvent } from '../trail-event.ts';

const PAGE_SIZE = 50;

/**
 * A page is full if there is more, and its cursor is an event that is on it: neither tells that something between
 * two events was left out.
 */
export const listOwnEvents =
  ({ trail }: { readonly trail: Pick<AuditTrail, 'list'> }): UseCase<typeof operation> =>
  async ({ caller, query }) => {
    const events: OwnEvent[] = [];
    let after = query.cursor;
    do {
      const page = await trail.list(caller.userId, after);
      for (const event of page.events) {
        const own = ownEvent(event);
        if (own !== undefined) events.push(own);
      }
      after = page.next;
    } while (after !== undefined && events.length <= PAGE_SIZE);
    const shown = events.slice(0, PAGE_SIZE);
    return ok({
      events: shown.map(shownEvent),
      cursor: events.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
    });
  };
