/** GET /v1/support/users/{userId}/events: a user's audit trail, newest first. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportListEvents as operation } from '../../contract/operations/support-list-events.ts';
import type { UserId } from '../../domain/brand.ts';
import type { AuditTrail } from '../../domain/ports/audit-trail.ts';
import { ok } from '../../domain/result.ts';
import { supportViewed } from '../../domain/support.ts';
import type { Core } from '../dependencies.ts';
import { shownEvent } from '../trail-event.ts';
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
    return ok({ events: events.map(shownEvent), cursor: next ?? null });
  };

async function noteView(deps: Core, userId: UserId, by: string): Promise<void> {
  const read = await deps.users.load(userId);
  await update(deps, read, (user) => supportViewed(user, by, deps.clock.now()));
}
