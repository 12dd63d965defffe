/** Backup codes, as they are shown the one time that they are. */

import * as z from 'zod/mini';

/** Sixteen characters of Crockford's base32 each, in groups of four. */
export const backupCodes = z.array(
  z.string().check(z.regex(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)),
);
