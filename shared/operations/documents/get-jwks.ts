/** GET /.well-known/jwks.json: the keys that check this service's assertions. */

import type { UseCase } from '../../contract/operation.ts';
import type { getJwks as operation } from '../../contract/operations/get-jwks.ts';
import { ok } from '../../domain/result.ts';
import type { WithAssertionKeys } from '../dependencies.ts';

export const getJwks =
  ({ assertionKeys }: WithAssertionKeys): UseCase<typeof operation> =>
  async () =>
    ok({ keys: [...(await assertionKeys.jwks())] });
