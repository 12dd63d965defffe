/** POST /v1/2fa/totp/confirm: a code from the app proves it, and puts it in force. */

import { confirmTotp } from '../shared/contract/operations/confirm-totp.ts';
import { chargeAttempt } from '../shared/domain/attempts.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import { ok } from '../shared/domain/result.ts';
import { matchTotp } from '../shared/domain/totp.ts';
import { refuse } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { newBackupCodes } from './common/backup-code-set.ts';
import { rememberingContact } from './common/contact.ts';
import {
  type Core,
  core,
  serving,
  type WithKeys,
  type WithSigner,
  withKeys,
  withLocale,
  withSigner,
} from './common/dependencies.ts';
import { localeOf, type WithLocale } from './common/locale.ts';
import { prove } from './common/prove.ts';

export const confirm =
  (deps: Core & WithKeys & WithSigner & WithLocale): Handle<typeof confirmTotp> =>
  async ({ caller, body, headers }) => {
    const { users, policy, clock } = deps;
    const user = await users.load(caller.userId);
    const keys = await deps.keys();
    const now = clock.now();
    const backupCodes = newBackupCodes({ ...deps, keys }, caller.userId, policy.backupCodeCount, now);
    const pendingOf = (current: typeof user) => enrolment.pendingOf(current, 'totp', caller.sid, now);

    const proved = await prove(deps, caller, user, {
      charge: (current) => {
        const pending = pendingOf(current);
        return pending.ok ? chargeAttempt(current, policy, now) : refuse(pending.error);
      },
      compare: (charged) => {
        const pending = pendingOf(charged);
        if (!pending.ok) return undefined;
        const secret = keys.open('totp-secret', caller.userId, pending.value.secret);
        const step = matchTotp(secret, body.code, { now, drift: policy.totpDrift });
        return step === undefined ? undefined : { pending: pending.value, step };
      },
      accept: (current, { pending, step }) =>
        rememberingContact(keys, caller, localeOf(deps, headers), (latest) =>
          enrolment.confirmTotp(latest, pending, step, backupCodes.stored, now),
        )(current),
      proof: () => ({ method: 'totp' }),
    });
    if (!proved.ok) return proved;
    const { value, assertion } = proved.value;
    return ok({
      enabled: true,
      method: value.method,
      ...(value.firstFactor && { backupCodes: backupCodes.shown }),
      assertion,
    });
  };

export const handler = serve(
  confirmTotp,
  serving(),
  confirm({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
