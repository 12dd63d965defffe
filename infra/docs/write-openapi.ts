/** Writes the OpenAPI document to `dist/openapi.json`, for the linter and whoever wants to read it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { openapiDocument } from '../../shared/contract/openapi.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';

const directory = new URL('../../dist/', import.meta.url);
const document = openapiDocument(OPERATIONS, 'https://2fa.portal.example');
mkdirSync(directory, { recursive: true });
writeFileSync(new URL('openapi.json', directory), `${JSON.stringify(document, null, 2)}\n`);
