/** POST /v1/2fa/totp/confirm: a code from the app proves it, and puts it in force. */

import { confirmTotp } from '../shared/contract/operations/confirm-totp.ts';
import { chargeAttempt, refundAttempt } from '../shared/domain/attempts.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import { matchTotp } from '../shared/domain/totp.ts';
import { refuse, type User } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { type ConfirmDependencies, confirmEnrolment } from './common/confirm.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/dependencies.ts';

export const confirm =
  (deps: ConfirmDependencies): Handle<typeof confirmTotp> =>
  (request) =>
    confirmEnrolment(deps, request, ({ keys, now }) => {
      const { policy } = deps;
      const { caller, body } = request;
      const pendingOf = (user: User) => enrolment.pendingOf(user, 'totp', caller.sid, now);
      return {
        charge: (user) => {
          const pending = pendingOf(user);
          return pending.ok ? chargeAttempt(user, policy, now) : refuse(pending.error);
        },
        compare: (charged) => {
          const pending = pendingOf(charged);
          if (!pending.ok) return undefined;
          const secret = keys.open('totp-secret', caller.userId, pending.value.secret);
          const step = matchTotp(secret, body.code, { now, drift: policy.totpDrift });
          return step === undefined ? undefined : { pending: pending.value, step };
        },
        enable: (user, { pending, step }, backupCodes) =>
          enrolment.confirmTotp(user, pending, step, backupCodes, now),
        proof: () => ({ method: 'totp' }),
        refund: refundAttempt,
      };
    });

export const handler = serve(
  confirmTotp,
  serving(),
  confirm({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
