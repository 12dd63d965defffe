/** Contract of GET /.well-known/jwks.json. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';

/** A public RSA key (RFC 7517, RFC 7518 §6.3.1). */
export const publicKey = z.strictObject({
  kty: z.literal('RSA'),
  use: z.literal('sig'),
  alg: z.literal('RS256'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
});

export const getJwks = operation({
  id: 'get-jwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'Keys that check the assertions (RFC 7517)',
  access: 'public',
  reply: {
    status: 200,
    body: z.strictObject({ keys: z.array(publicKey) }),
  },
  problems: [],
});
