/** GET /elements.js: see `getElements`. */

import { createElementFiles, gzip } from '../shared/adapters/element-files.ts';
import { getElements as operation } from '../shared/contract/operations/get-elements.ts';
import { serve } from '../shared/http/serve.ts';
import { getElements } from '../shared/operations/documents/get-elements.ts';
import { servingPublicly } from './common/wiring.ts';

const elementFiles = createElementFiles(new URL('./elements/', import.meta.url));

export const handler = serve(
  operation,
  { ...servingPublicly(), compress: gzip },
  getElements({ elementFiles }),
);
