/** POST /v1/2fa/totp/confirm: see `confirmTotp`. */

import { confirmTotp as operation } from '../shared/contract/operations/confirm-totp.ts';
import { serve } from '../shared/http/serve.ts';
import { confirmTotp } from '../shared/operations/enrolment/confirm-totp.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  confirmTotp({ ...core(), ...keys, ...withSigner(), ...withLocale() }),
);
