/** GET /v1/2fa: the status of the caller's second factor. */

import { getStatus } from '../shared/contract/operations/get-status.ts';
import { ok } from '../shared/domain/result.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { allowDisable, type Core, core, serving, type WithKeys, withKeys } from './common/dependencies.ts';
import { statusOf } from './common/status.ts';

type Dependencies = Core & WithKeys & { readonly allowDisable: boolean };

export const status =
  (deps: Dependencies): Handle<typeof getStatus> =>
  async ({ caller }) => {
    const user = await deps.users.load(caller.userId);
    return ok(await statusOf(user, { ...deps, now: deps.clock.now() }));
  };

export const handler = serve(
  getStatus,
  serving(),
  status({ ...core(), ...withKeys(), allowDisable: allowDisable() }),
);
