/** POST /v1/2fa/phone/confirm: the code that was sent proves the number, and puts it in force. */

import { confirmPhone } from '../shared/contract/operations/confirm-phone.ts';
import { attemptsRemaining, chargeAttempt, refundAttempt } from '../shared/domain/attempts.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import {
  chargeSentCode,
  checkSentCode,
  refundSentCode,
  sentCodeTriesLeft,
} from '../shared/domain/sent-code.ts';
import { accept, refuse, type User } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { type ConfirmDependencies, confirmEnrolment } from './common/confirm.ts';
import { core, serving, withKeys, withLocale, withSigner } from './common/dependencies.ts';
import { isSentCode } from './common/new-code.ts';

export const confirm =
  (deps: ConfirmDependencies): Handle<typeof confirmPhone> =>
  (request) =>
    confirmEnrolment(deps, request, ({ keys, now }) => {
      const { policy } = deps;
      const { caller, body } = request;
      const pendingOf = (user: User) => enrolment.pendingOf(user, 'phone', caller.sid, now);
      return {
        charge: (user) => {
          const pending = pendingOf(user);
          if (!pending.ok) return refuse(pending.error);
          const charged = chargeAttempt(user, policy, now);
          if (!charged.result.ok) return charged;
          const dead = checkSentCode(pending.value.code, policy, now);
          if (dead !== undefined) return refuse(dead);
          const tried = { ...pending.value, code: chargeSentCode(pending.value.code) };
          const write = { ...charged.result.value, pending: tried };
          return accept(write, write);
        },
        compare: (charged) => {
          const pending = pendingOf(charged);
          if (!pending.ok) return undefined;
          const { id: purpose, code: sent } = pending.value;
          const right = isSentCode(keys, { userId: caller.userId, purpose, sent, code: body.code });
          return right ? pending.value : undefined;
        },
        enable: (user, pending, backupCodes) => enrolment.confirmPhone(user, pending, backupCodes, now),
        proof: ({ code }) => ({ method: 'phone', channel: code.channel }),
        refund: (user, charged) => {
          const refunded = refundAttempt(user, charged);
          const { pending } = refunded;
          const tried = charged.pending;
          if (pending?.method !== 'phone' || tried?.method !== 'phone') return refunded;
          return { ...refunded, pending: { ...pending, code: refundSentCode(pending.code, tried.code) } };
        },
        remaining: (charged) => {
          const pending = pendingOf(charged);
          const tries = pending.ok ? sentCodeTriesLeft(pending.value.code, policy) : 0;
          return Math.min(attemptsRemaining(charged, policy, now), tries);
        },
      };
    });

export const handler = serve(
  confirmPhone,
  serving(),
  confirm({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
