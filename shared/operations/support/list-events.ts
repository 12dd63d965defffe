/** GET /v1/support/users/{userId}/events: a user's audit trail, newest first. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportListEvents as operation } from '../../contract/operations/support-list-events.ts';
import { isoTime } from '../../contract/time.ts';
import type { UserId } from '../../domain/brand.ts';
import type { AuditTrail, TrailEvent } from '../../domain/ports/audit-trail.ts';
import { ok } from '../../domain/result.ts';

export const listEvents =
  ({ trail }: { readonly trail: Pick<AuditTrail, 'list'> }): UseCase<typeof operation> =>
  async ({ params, query }) => {
    const { events, next } = await trail.list(params.userId as UserId, query.cursor);
    return ok({ events: events.map(shown), cursor: next ?? null });
  };

/** The event with its times as the contract writes them. */
function shown({ id, type, at, ...detail }: TrailEvent) {
  const until = 'until' in detail ? { until: isoTime(detail.until) } : {};
  return { id, type, at: isoTime(at), ...detail, ...until };
}
