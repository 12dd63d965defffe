/** What a challenge can be answered with. */

import * as z from 'zod/mini';

export const proofMethod = z.enum(['totp', 'phone', 'backup_code']);
