/** DELETE /v1/2fa: refused, unless the operator lets customers turn their second factor off. */

import type { UseCase } from '../../contract/operation.ts';
import type { turnOff as operation } from '../../contract/operations/turn-off.ts';
import { disable } from '../../domain/enrolment.ts';
import { refusal } from '../../domain/refusal.ts';
import { err, ok } from '../../domain/result.ts';
import { stepUpMissing } from '../../domain/step-up.ts';
import type { Core, WithAssertionKeys, WithDisabling } from '../dependencies.ts';
import { stepUpClaims } from '../step-up.ts';
import { update } from '../update.ts';

export const turnOff =
  (deps: Core & WithAssertionKeys & WithDisabling): UseCase<typeof operation> =>
  async ({ caller, headers }) => {
    if (!deps.allowDisable) return err(refusal('two_factor_cannot_be_disabled'));
    const read = await deps.users.load(caller.userId);
    const stepUp = await stepUpClaims(deps, read, headers);
    const disabled = await update(
      deps,
      read,
      (user) => stepUpMissing(user, stepUp, caller) ?? disable(user, deps.clock.now()),
    );
    return disabled.ok ? ok(undefined) : disabled;
  };
