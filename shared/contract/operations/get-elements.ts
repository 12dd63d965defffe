/** Contract of GET /elements.js. */

import * as z from 'zod/mini';
import { ELEMENT_PARTS } from '../element-parts.ts';
import { operation } from '../operation.ts';

/** An ECMAScript module. */
export const scriptModule = z.string();

export const getElements = operation({
  id: 'get-elements',
  method: 'GET',
  path: '/elements.js',
  summary: 'The screens as custom elements, in one script',
  access: 'public',
  query: z.strictObject({ part: z.optional(z.enum(ELEMENT_PARTS)) }),
  reply: { status: 200, body: scriptModule, media: 'text/javascript' },
  problems: [],
});
