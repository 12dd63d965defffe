/** The path parameter of the operations on one challenge. */

import * as z from 'zod/mini';

/** Ids of challenges are opaque; one of any other form is not found. */
export const challengeParams = z.object({ challengeId: z.string() });
