/** DELETE /v1/support/users/{userId}: see `eraseUser`. */

import { createErasure } from '../shared/adapters/erasure.ts';
import { systemClock } from '../shared/adapters/system.ts';
import { supportEraseUser as operation } from '../shared/contract/operations/support-erase-user.ts';
import { serve } from '../shared/http/serve.ts';
import { eraseUser } from '../shared/operations/support/erase-user.ts';
import { core, serving, table, trailTable } from './common/wiring.ts';

export const handler = serve(
  operation,
  serving(),
  eraseUser({ ...core(), erasure: createErasure(table(), trailTable(), systemClock) }),
);
