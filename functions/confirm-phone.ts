/** POST /v1/2fa/phone/confirm: the code that was sent proves the number, and puts it in force. */

import { confirmPhone } from '../shared/contract/operations/confirm-phone.ts';
import { attemptsRemaining, chargeAttempt } from '../shared/domain/attempts.ts';
import * as enrolment from '../shared/domain/enrolment.ts';
import { ok } from '../shared/domain/result.ts';
import { chargeSentCode, checkSentCode, sentCodeTriesLeft } from '../shared/domain/sent-code.ts';
import { accept, refuse, type User } from '../shared/domain/user.ts';
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
import { isSentCode } from './common/new-code.ts';
import { prove } from './common/prove.ts';

export const confirm =
  (deps: Core & WithKeys & WithSigner & WithLocale): Handle<typeof confirmPhone> =>
  async ({ caller, body, headers }) => {
    const { users, policy, clock } = deps;
    const user = await users.load(caller.userId);
    const keys = await deps.keys();
    const now = clock.now();
    const backupCodes = newBackupCodes({ ...deps, keys }, caller.userId, policy.backupCodeCount, now);
    const pendingOf = (current: User) => enrolment.pendingOf(current, 'phone', caller.sid, now);

    const proved = await prove(deps, caller, user, {
      charge: (current) => {
        const pending = pendingOf(current);
        if (!pending.ok) return refuse(pending.error);
        const charged = chargeAttempt(current, policy, now);
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
      accept: (current, pending) =>
        rememberingContact(keys, caller, localeOf(deps, headers), (latest) =>
          enrolment.confirmPhone(latest, pending, backupCodes.stored, now),
        )(current),
      proof: ({ code }) => ({ method: 'phone', channel: code.channel }),
      remaining: (charged) => {
        const pending = pendingOf(charged);
        const tries = pending.ok ? sentCodeTriesLeft(pending.value.code, policy) : 0;
        return Math.min(attemptsRemaining(charged, policy, now), tries);
      },
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
  confirmPhone,
  serving(),
  confirm({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
