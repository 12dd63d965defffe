/** POST /v1/2fa/skip: see `skipEnrolment`. */

import { skipEnrolment as operation } from '../shared/contract/operations/skip-enrolment.ts';

import { serve } from '../shared/http/serve.ts';
import { skipEnrolment } from '../shared/operations/enrolment/skip-enrolment.ts';
import { core, serving, withPrompt, withSigner } from './common/wiring.ts';

export const handler = serve(
  operation,
  serving(),
  skipEnrolment({ ...core(), ...withSigner(), ...withPrompt() }),
);
