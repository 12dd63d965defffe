/** POST /v1/challenges: see `startChallenge`. */

import { startChallenge as operation } from '../shared/contract/operations/start-challenge.ts';
import { serve } from '../shared/http/serve.ts';
import { startChallenge } from '../shared/operations/sign-in/start-challenge.ts';
import { core, serving, withKeys, withMethods, withPrompt, withSigner } from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  startChallenge({ ...core(), ...keys, ...withSigner(), ...withPrompt(), ...withMethods() }),
);
