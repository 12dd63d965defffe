/** GET /openapi.json: the contract as an OpenAPI document, from the schemas that validate it. */

import { systemClock } from '../shared/adapters/system.ts';
import { openapiDocument } from '../shared/contract/openapi.ts';
import { getOpenapi } from '../shared/contract/operations/get-openapi.ts';
import { OPERATIONS } from '../shared/contract/operations.ts';
import { ok } from '../shared/domain/result.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { variable } from './common/environment.ts';

export const openapi = (serverUrl: string): Handle<typeof getOpenapi> => {
  const document = openapiDocument(OPERATIONS, serverUrl);
  return async () => ok(document);
};

export const handler = serve(getOpenapi, { clock: systemClock }, openapi(variable(process.env, 'API_URL')));
