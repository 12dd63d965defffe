/** POST /v1/2fa/totp: see `startTotp`. */

import { startTotp as operation } from '../shared/contract/operations/start-totp.ts';
import { BRAND } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { startTotp } from '../shared/operations/enrolment/start-totp.ts';
import { core, serving, withAssertionKeys, withKeys } from './common/wiring.ts';

export const handler = serve(
  operation,
  serving(),
  startTotp({ ...core(), ...withKeys(), ...withAssertionKeys(), issuer: BRAND.read(process.env) }),
);
