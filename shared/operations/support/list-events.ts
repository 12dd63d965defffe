/** GET /v1/support/users/{userId}/events: a user's audit trail, newest first. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportListEvents as operation } from '../../contract/operations/support-list-events.ts';
import { isoTime } from '../../contract/time.ts';
import type { UserId } from '../../domain/brand.ts';
import type { AuditTrail, TrailEvent } from '../../domain/ports/audit-trail.ts';
import { ok } from '../../domain/result.ts';
import { supportViewed } from '../../domain/support.ts';
import type { Core } from '../dependencies.ts';
import { update } from '../update.ts';

export const listEvents =
  (deps: Core & { readonly trail: Pick<AuditTrail, 'list'> }): UseCase<typeof operation> =>
  async ({ params, query, caller }) => {
    const userId = params.userId as UserId;
    // Nothing is shown without a trace.
    const [{ events, next }] = await Promise.all([
      deps.trail.list(userId, query.cursor),
      noteView(deps, userId, caller.userId),
    ]);
    return ok({ events: events.map(shown), cursor: next ?? null });
  };

async function noteView(deps: Core, userId: UserId, by: string): Promise<void> {
  const read = await deps.users.load(userId);
  await update(deps, read, (user) => supportViewed(user, by, deps.clock.now()));
}

/** The event with its times as the contract writes them. */
function shown({ id, type, at, ...detail }: TrailEvent) {
  const until = 'until' in detail ? { until: isoTime(detail.until) } : {};
  return { id, type, at: isoTime(at), ...detail, ...until };
}
