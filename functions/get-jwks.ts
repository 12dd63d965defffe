/** GET /.well-known/jwks.json: see `getJwks`. */

import { getJwks as operation } from '../shared/contract/operations/get-jwks.ts';
import { serve } from '../shared/http/serve.ts';
import { getJwks } from '../shared/operations/documents/get-jwks.ts';
import { servingPublicly, withAssertionKeys } from './common/wiring.ts';

export const handler = serve(operation, servingPublicly(), getJwks(withAssertionKeys()));
