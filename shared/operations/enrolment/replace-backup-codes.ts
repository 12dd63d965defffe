/** POST /v1/2fa/backup-codes: a new set; the old codes stop working at once. */

import type { UseCase } from '../../contract/operation.ts';
import type { replaceBackupCodes as operation } from '../../contract/operations/replace-backup-codes.ts';
import { newBackupCodes } from '../../domain/backup-codes.ts';
import * as rules from '../../domain/enrolment.ts';
import { ok } from '../../domain/result.ts';
import { stepUpMissing } from '../../domain/step-up.ts';
import type { Core, WithAssertionKeys, WithKeys, WithLocale } from '../dependencies.ts';
import { localeOf } from '../locale.ts';
import { stepUpClaims } from '../step-up.ts';
import { update } from '../update.ts';

export const replaceBackupCodes =
  (deps: Core & WithKeys & WithAssertionKeys & WithLocale): UseCase<typeof operation> =>
  async ({ caller, headers }) => {
    const { users, policy, clock, random } = deps;
    const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const stepUp = await stepUpClaims(deps, read, headers);
    const now = clock.now();
    const codes = newBackupCodes(caller.userId, { random, keys, count: policy.backupCodeCount, now });
    const context = { keys, policy, caller, locale: localeOf(deps, headers), now };
    const replaced = await update(
      deps,
      read,
      (user) => stepUpMissing(user, stepUp, caller) ?? rules.replaceBackupCodes(user, codes.stored, context),
    );
    return replaced.ok ? ok({ backupCodes: codes.shown }) : replaced;
  };
