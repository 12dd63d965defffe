/** POST /v1/2fa/phone/confirm: see `confirmPhone`. */

import { confirmPhone as operation } from '../shared/contract/operations/confirm-phone.ts';
import { serve } from '../shared/http/serve.ts';
import { confirmPhone } from '../shared/operations/enrolment/confirm-phone.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  confirmPhone({ ...core(), ...keys, ...withSigner(), ...withLocale() }),
);
