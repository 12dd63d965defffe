/** GET /.well-known/openid-configuration: see `getDiscovery`. */

import { getDiscovery as operation } from '../shared/contract/operations/get-discovery.ts';
import { ASSERTION_ISSUER } from '../shared/environment/variables.ts';
import { serve } from '../shared/http/serve.ts';
import { getDiscovery } from '../shared/operations/documents/get-discovery.ts';
import { servingPublicly } from './common/wiring.ts';

export const handler = serve(operation, servingPublicly(), getDiscovery(ASSERTION_ISSUER.read(process.env)));
