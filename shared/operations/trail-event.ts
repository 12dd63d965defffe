/** Events of the audit trail as the contract writes them. */

import { isoTime } from '../contract/time.ts';
import type { OwnEvent } from '../domain/audience.ts';
import type { TrailEvent } from '../domain/ports/audit-trail.ts';

export function shownEvent({ id, type, at, ...detail }: TrailEvent | OwnEvent) {
  const until = 'until' in detail ? { until: isoTime(detail.until) } : {};
  return { id, type, at: isoTime(at), ...detail, ...until };
}
