/** Contract of GET /.well-known/openid-configuration. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';

export const getDiscovery = operation({
  id: 'get-discovery',
  method: 'GET',
  path: '/.well-known/openid-configuration',
  summary: 'Where the keys of the assertions are, for whoever knows the issuer alone',
  access: 'public',
  reply: {
    status: 200,
    body: z.strictObject({
      issuer: z.string(),
      jwks_uri: z.string(),
      response_types_supported: z.array(z.string()),
      subject_types_supported: z.array(z.string()),
      id_token_signing_alg_values_supported: z.array(z.string()),
      claims_supported: z.array(z.string()),
    }),
  },
  problems: [],
});
