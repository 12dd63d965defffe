/** Times, as every reply and event writes them. */

import * as z from 'zod/mini';
import type { Millis } from '../domain/brand.ts';

/** ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** The time as `time` has it. */
export const isoTime = (at: Millis): string => new Date(at).toISOString();
