/** What is counted against a user, as a whole: until when it matters. */

import type { Millis } from './brand.ts';
import type { Limits } from './user.ts';

type Limit = NonNullable<Limits[keyof Limits]>;

/** When nothing of the limit counts any more. */
function endOf(limit: Limit): Millis {
  if (typeof limit === 'number') return limit;
  if ('endsAt' in limit) return limit.endsAt;
  return Math.max(...Object.values(limit).map(({ endsAt }) => endsAt));
}

/** When each of the limits ends. */
export const limitEnds = (limits: Limits): readonly Millis[] => Object.values(limits).map(endOf);

/** The limits without those that have ended: they count as gone anyway, and the record stays small. */
export function openLimits(limits: Limits, now: Millis): Limits {
  const open: { -readonly [Name in keyof Limits]: Limits[Name] } = { ...limits };
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const limit = limits[name];
    if (limit === undefined || endOf(limit) <= now) delete open[name];
  }
  return open;
}
