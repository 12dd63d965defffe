/**
 * Writes the types of the client from the OpenAPI document, by the names that its schemas have.
 *
 * With `--check` it writes nothing, and fails if the file is not what the document gives.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateApi } from 'swagger-typescript-api';
import { openapiDocument } from '../../shared/contract/openapi.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';

const FILE = fileURLToPath(new URL('../../shared/portal/client/src/models.ts', import.meta.url));

const HEADER =
  '/** The types of the API. Written by `npm run portal:models` from its OpenAPI document: change that instead. */\n\n';

/** What the generator puts before the types. */
const ITS_HEADER = /^[\s\S]*?-{20,}\s*\*\/\s*/;

async function models(): Promise<string> {
  const document = openapiDocument(OPERATIONS, 'https://2fa.portal.example');
  const { files } = await generateApi({
    spec: JSON.parse(JSON.stringify(document)),
    output: false,
    generateClient: false,
    generateUnionEnums: true,
    silent: true,
    codeGenConstructs: (constructs) => ({ Keyword: { ...constructs.Keyword, Any: 'unknown' } }),
  });
  const source = files.map(({ fileContent }) => fileContent).join('\n');
  return formatted(HEADER + source.replace(ITS_HEADER, ''));
}

function formatted(source: string): string {
  const biome = fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url));
  const options = { input: source, encoding: 'utf8' } as const;
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${FILE}`], options);
}

const current = await models();
if (!process.argv.includes('--check')) writeFileSync(FILE, current);
else if (readFileSync(FILE, 'utf8') !== current) {
  console.error('The types of the client are not those of the OpenAPI document: npm run portal:models');
  process.exitCode = 1;
}
