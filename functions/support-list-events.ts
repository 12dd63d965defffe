/** GET /v1/support/users/{userId}/events: a user's audit trail, newest first. */

import { type AuditTrail, createAuditTrail, type TrailEvent } from '../shared/adapters/audit-trail.ts';
import { supportListEvents } from '../shared/contract/operations/support-list-events.ts';
import { isoTime } from '../shared/contract/time.ts';
import type { UserId } from '../shared/domain/brand.ts';
import { ok } from '../shared/domain/result.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { serving, table } from './common/dependencies.ts';

export const list =
  ({ trail }: { readonly trail: AuditTrail }): Handle<typeof supportListEvents> =>
  async ({ params, query }) => {
    const { events, next } = await trail.list(params.userId as UserId, query.cursor);
    return ok({ events: events.map(shown), cursor: next ?? null });
  };

/** The event with its times as the contract writes them. */
function shown({ id, type, at, ...detail }: TrailEvent) {
  const until = 'until' in detail ? { until: isoTime(detail.until) } : {};
  return { id, type, at: isoTime(at), ...detail, ...until };
}

export const handler = serve(supportListEvents, serving(), list({ trail: createAuditTrail(table()) }));
