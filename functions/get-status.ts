/** GET /v1/2fa: see `getStatus`. */

import { getStatus as operation } from '../shared/contract/operations/get-status.ts';
import { serve } from '../shared/http/serve.ts';
import { getStatus } from '../shared/operations/enrolment/get-status.ts';
import { core, serving, withDisabling, withKeys, withMethods } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  getStatus({ ...core(), ...keys, ...withDisabling(), ...withMethods() }),
);
