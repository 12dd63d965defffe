/** GET /openapi.json: see `getOpenapi`. */

import { getOpenapi as operation } from '../shared/contract/operations/get-openapi.ts';
import { API_URL, METHODS } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { getOpenapi } from '../shared/operations/documents/get-openapi.ts';
import { servingPublicly } from './common/wiring.ts';

export const handler = serve(
  operation,
  servingPublicly(),
  getOpenapi(API_URL.read(process.env), METHODS.read(process.env)),
);
