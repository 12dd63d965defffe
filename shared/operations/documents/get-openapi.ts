/** GET /openapi.json: the contract as an OpenAPI document, from the schemas that validate it. */

import { openapiDocument } from '../../contract/openapi.ts';
import type { UseCase } from '../../contract/operation.ts';
import type { getOpenapi as operation } from '../../contract/operations/get-openapi.ts';
import { operationsWith } from '../../contract/operations.ts';
import type { OfferedMethod } from '../../domain/method.ts';
import { ok } from '../../domain/result.ts';

/** @param serverUrl where the API is reached. @param methods what the operator offers. */
export const getOpenapi = (
  serverUrl: string,
  methods: readonly OfferedMethod[],
): UseCase<typeof operation> => {
  const document = openapiDocument(operationsWith(methods), serverUrl, methods);
  return async () => ok(document);
};
