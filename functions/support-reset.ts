/** POST /v1/support/users/{userId}/reset: see `resetUser`. */

import { supportReset as operation } from '../shared/contract/operations/support-reset.ts';
import { serve } from '../shared/http/serve.ts';
import { resetUser } from '../shared/operations/support/reset-user.ts';
import { core, serving, withKeys, withRateLimiter } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  resetUser({ ...core(), ...keys, ...withRateLimiter() }),
);
