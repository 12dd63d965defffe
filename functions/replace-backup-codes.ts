/** POST /v1/2fa/backup-codes: a new set; the old codes stop working at once. */

import { replaceBackupCodes } from '../shared/contract/operations/replace-backup-codes.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import { ok } from '../shared/domain/result.ts';
import { afterStepUp } from '../shared/domain/step-up.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { newBackupCodes } from './common/backup-code-set.ts';
import { rememberingContact } from './common/contact.ts';
import {
  type Core,
  core,
  serving,
  type WithKeys,
  withAssertionKeys,
  withKeys,
  withLocale,
} from './common/dependencies.ts';
import { localeOf, type WithLocale } from './common/locale.ts';
import { stepUpClaims, type WithAssertionKeys } from './common/step-up.ts';

export const replace =
  (deps: Core & WithKeys & WithAssertionKeys & WithLocale): Handle<typeof replaceBackupCodes> =>
  async ({ caller, headers }) => {
    const { users, policy, clock } = deps;
    const user = await users.load(caller.userId);
    const stepUp = await stepUpClaims(deps, user, headers);
    const keys = await deps.keys();
    const now = clock.now();
    const codes = newBackupCodes({ ...deps, keys }, caller.userId, policy.backupCodeCount, now);
    const rule = rememberingContact(keys, caller, localeOf(deps, headers), (current) =>
      enrolment.replaceBackupCodes(current, codes.stored, now),
    );
    const replaced = await users.update(user, afterStepUp(stepUp, caller, rule));
    return replaced.ok ? ok({ backupCodes: codes.shown }) : replaced;
  };

export const handler = serve(
  replaceBackupCodes,
  serving(),
  replace({ ...core(), ...withKeys(), ...withAssertionKeys(), ...withLocale() }),
);
