/** Contract of GET /.well-known/jwks.json. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';

export const getJwks = operation({
  id: 'get-jwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'Keys that check the assertions (RFC 7517)',
  access: 'public',
  reply: {
    status: 200,
    body: z.strictObject({
      keys: z.array(
        z.strictObject({
          kty: z.literal('RSA'),
          use: z.literal('sig'),
          alg: z.literal('RS256'),
          kid: z.string(),
          n: z.string(),
          e: z.string(),
        }),
      ),
    }),
  },
  problems: [],
});
