/** DELETE /v1/2fa: see `turnOff`. */

import { turnOff as operation } from '../shared/contract/operations/turn-off.ts';

import { serve } from '../shared/http/serve.ts';
import { turnOff } from '../shared/operations/enrolment/turn-off.ts';
import { core, serving, withAssertionKeys, withDisabling } from './common/wiring.ts';

export const handler = serve(
  operation,
  serving(),
  turnOff({ ...core(), ...withAssertionKeys(), ...withDisabling() }),
);
