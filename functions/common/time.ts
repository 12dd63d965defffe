/** Times as the contract writes them. */

import type { Millis } from '../../shared/domain/brand.ts';

/** ISO 8601 in UTC. */
export const isoTime = (at: Millis): string => new Date(at).toISOString();
