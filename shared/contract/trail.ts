/** A user's audit trail in pages, as support and the user read it. */

import * as z from 'zod/mini';
import { time } from './time.ts';

/** A domain event with the fields of its type. */
export const auditEvent = z.looseObject({ id: z.string(), type: z.string(), at: time });

export const trailPage = z.strictObject({
  /** Newest first. */
  events: z.array(auditEvent),
  cursor: z.nullable(z.string()),
});

export const trailQuery = z.strictObject({
  cursor: z.optional(z.string().check(z.regex(/^[0-9]{15}-[0-9]{1,3}$/, 'must be the cursor of a page'))),
});
