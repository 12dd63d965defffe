/** Times, as every reply and event writes them. */

import * as z from 'zod/mini';

/** ISO 8601 in UTC. */
export const time = z.iso.datetime();
