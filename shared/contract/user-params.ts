/** The path parameter of the support operations. */

import * as z from 'zod/mini';
import { text } from './schema.ts';

/** The user whom the operation is about. */
export const userParams = z.object({ userId: text(255) });
