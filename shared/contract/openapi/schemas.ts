/** The named schemas of the document: what client generators call the types, and what each field means. */

import { CHALLENGES } from './schemas/challenges.ts';
import { ERRORS } from './schemas/errors.ts';
import { PUBLIC } from './schemas/public.ts';
import { SECOND_FACTOR } from './schemas/second-factor.ts';
import { SHARED } from './schemas/shared.ts';
import { SUPPORT } from './schemas/support.ts';

export const SCHEMAS = {
  ...SHARED,
  ...SECOND_FACTOR,
  ...CHALLENGES,
  ...SUPPORT,
  ...PUBLIC,
  ...ERRORS,
} as const;
