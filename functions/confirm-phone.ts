/** POST /v1/2fa/phone/confirm: the code that was sent proves the number, and puts it in force. */

import { confirmPhone } from '../shared/contract/operations/confirm-phone.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import { pendingCode, triesWith } from '../shared/domain/sent-code.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { type ConfirmDependencies, confirmEnrolment } from './common/confirm.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/dependencies.ts';
import { isSentCode } from './common/new-code.ts';

export const confirm =
  (deps: ConfirmDependencies): Handle<typeof confirmPhone> =>
  (request) =>
    confirmEnrolment(deps, request, ({ keys, now }) => {
      const { userId, sid } = request.caller;
      const { code } = request.body;
      return {
        ...triesWith(pendingCode(sid, now), deps.policy, now),
        compare: (charged) => {
          const pending = enrolment.pendingOf(charged, 'phone', sid, now);
          if (!pending.ok) return undefined;
          const { id: purpose, code: sent } = pending.value;
          return isSentCode(keys, { userId, purpose, sent, code }) ? pending.value : undefined;
        },
        enable: (user, pending, backupCodes) => enrolment.confirmPhone(user, pending, backupCodes, now),
        proof: ({ code }) => ({ method: 'phone', channel: code.channel }),
      };
    });

export const handler = serve(
  confirmPhone,
  serving(),
  confirm({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
