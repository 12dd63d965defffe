/** POST /v1/challenges/{challengeId}/code: see `sendChallengeCode`. */

import { sendChallengeCode as operation } from '../shared/contract/operations/send-challenge-code.ts';
import { serve } from '../shared/http/serve.ts';
import { sendChallengeCode } from '../shared/operations/sign-in/send-challenge-code.ts';
import { withNetworks } from './common/networks.ts';
import {
  core,
  serving,
  withKeys,
  withLocale,
  withMethods,
  withPlaceCounter,
  withRateLimiter,
} from './common/wiring.ts';

const keys = withKeys();

export const handler = serve(
  operation,
  serving(keys),
  sendChallengeCode({
    ...core(),
    ...keys,
    ...withRateLimiter(),
    ...withPlaceCounter(),
    ...withLocale(),
    ...withMethods(),
    ...withNetworks(),
  }),
);
