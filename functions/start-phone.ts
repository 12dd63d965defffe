/** POST /v1/2fa/phone: see `startPhone`. */

import { startPhone as operation } from '../shared/contract/operations/start-phone.ts';
import { NUMBER_RULES } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { startPhone } from '../shared/operations/enrolment/start-phone.ts';
import { withNetworks } from './common/networks.ts';
import {
  core,
  serving,
  withAssertionKeys,
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
  startPhone({
    ...core(),
    ...keys,
    ...withAssertionKeys(),
    ...withRateLimiter(),
    ...withPlaceCounter(),
    ...withLocale(),
    ...withMethods(),
    ...withNetworks(),
    numbers: NUMBER_RULES.read(process.env),
  }),
);
