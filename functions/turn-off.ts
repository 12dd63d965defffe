/** DELETE /v1/2fa: refused, unless the operator lets customers turn their second factor off. */

import { turnOff } from '../shared/contract/operations/turn-off.ts';
import { disable } from '../shared/domain/enrolment.ts';
import { refusal } from '../shared/domain/refusal.ts';
import { err, ok } from '../shared/domain/result.ts';
import { afterStepUp } from '../shared/domain/step-up.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { allowDisable, type Core, core, serving, withAssertionKeys } from './common/dependencies.ts';
import { stepUpClaims, type WithAssertionKeys } from './common/step-up.ts';

export const off =
  (deps: Core & WithAssertionKeys & { readonly allowDisable: boolean }): Handle<typeof turnOff> =>
  async ({ caller, headers }) => {
    if (!deps.allowDisable) return err(refusal('two_factor_cannot_be_disabled'));
    const user = await deps.users.load(caller.userId);
    const stepUp = await stepUpClaims(deps, user, headers);
    const disabled = await deps.users.update(
      user,
      afterStepUp(stepUp, caller, (current) => disable(current, deps.clock.now())),
    );
    return disabled.ok ? ok(undefined) : disabled;
  };

export const handler = serve(
  turnOff,
  serving(),
  off({ ...core(), ...withAssertionKeys(), allowDisable: allowDisable() }),
);
