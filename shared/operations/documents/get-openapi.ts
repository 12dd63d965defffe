/** GET /openapi.json: the contract as an OpenAPI document, from the schemas that validate it. */

import { openapiDocument } from '../../contract/openapi.ts';
import type { UseCase } from '../../contract/operation.ts';
import type { getOpenapi as operation } from '../../contract/operations/get-openapi.ts';
import { OPERATIONS } from '../../contract/operations.ts';
import { ok } from '../../domain/result.ts';

/** @param serverUrl where the API is reached. */
export const getOpenapi = (serverUrl: string): UseCase<typeof operation> => {
  const document = openapiDocument(OPERATIONS, serverUrl);
  return async () => ok(document);
};
