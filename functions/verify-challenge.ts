/** POST /v1/challenges/{challengeId}/verify: see `verifyChallenge`. */

import { verifyChallenge as operation } from '../shared/contract/operations/verify-challenge.ts';
import { serve } from '../shared/http/serve.ts';
import { verifyChallenge } from '../shared/operations/sign-in/verify-challenge.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  verifyChallenge({ ...core(), ...keys, ...withSigner(), ...withLocale() }),
);
