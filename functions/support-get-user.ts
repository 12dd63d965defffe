/** GET /v1/support/users/{userId}: see `getUser`. */

import { supportGetUser as operation } from '../shared/contract/operations/support-get-user.ts';
import { NOTICES } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { getUser } from '../shared/operations/support/get-user.ts';
import { core, serving, withDisabling, withKeys, withMethods, withRateLimiter } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  getUser({
    ...core(),
    ...keys,
    ...withRateLimiter(),
    ...withDisabling(),
    ...withMethods(),
    noticesOn: NOTICES.read(process.env),
  }),
);
