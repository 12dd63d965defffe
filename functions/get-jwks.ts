/** GET /.well-known/jwks.json: the keys that check this service's assertions. */

import type { AssertionKeys } from '../shared/adapters/assertion-keys.ts';
import { systemClock } from '../shared/adapters/system.ts';
import { getJwks } from '../shared/contract/operations/get-jwks.ts';
import { ok } from '../shared/domain/result.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { withAssertionKeys } from './common/dependencies.ts';

export const jwks =
  ({ assertionKeys }: { readonly assertionKeys: AssertionKeys }): Handle<typeof getJwks> =>
  async () =>
    ok({ keys: [await assertionKeys.jwk()] });

export const handler = serve(getJwks, { clock: systemClock }, jwks(withAssertionKeys()));
