/** POST /v1/2fa/totp: see `startTotp`. */

import { startTotp as operation } from '../shared/contract/operations/start-totp.ts';
import { BRAND } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { startTotp } from '../shared/operations/enrolment/start-totp.ts';
import { core, serving, withAssertionKeys, withKeys } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  startTotp({ ...core(), ...keys, ...withAssertionKeys(), issuer: BRAND.read(process.env) }),
);
