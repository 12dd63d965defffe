/** The path parameter of the support operations. */

import * as z from 'zod/mini';
import { identifier } from './schema.ts';

/** The user whom the operation is about. */
export const userParams = z.object({ userId: identifier });
