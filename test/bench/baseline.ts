/** What cold starts are compared with: a bare DynamoDB client as esbuild's defaults bundle it, and nothing. */

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export interface Baseline {
  readonly dynamoDb: { readonly moduleUrl: string; readonly bytes: number };
  /** An empty module: what no bundle can be faster than. */
  readonly emptyUrl: string;
}

const BARE_CLIENT = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
export const client = new DynamoDBClient({});
export const command = GetItemCommand;
`;

/** Builds both into the folder. */
export async function buildBaseline(folder: string): Promise<Baseline> {
  const outfile = join(folder, 'bare-client.cjs');
  await build({
    stdin: { contents: BARE_CLIENT, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    platform: 'node',
    minify: true,
    outfile,
  });
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export {};\n');
  return {
    dynamoDb: { moduleUrl: pathToFileURL(outfile).href, bytes: statSync(outfile).size },
    emptyUrl: pathToFileURL(empty).href,
  };
}
