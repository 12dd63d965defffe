/** POST /v1/challenges/{challengeId}/verify: a code answers the challenge, once, for a signed assertion. */

import type { KeyRing } from '../shared/adapters/key-ring.ts';
import { verifyChallenge } from '../shared/contract/operations/verify-challenge.ts';
import {
  backupAttemptsRemaining,
  chargeAttempt,
  chargeBackupAttempt,
  refundAttempt,
  refundBackupAttempt,
} from '../shared/domain/attempts.ts';
import { normalizeBackupCode } from '../shared/domain/backup-codes.ts';
import type { Millis, TimeStep } from '../shared/domain/brand.ts';
import { type Challenge, checkChallenge } from '../shared/domain/challenge.ts';
import type { Policy } from '../shared/domain/policy.ts';
import { ok } from '../shared/domain/result.ts';
import { challengeCode, triesWith } from '../shared/domain/sent-code.ts';
import { acceptBackupCode, acceptSentCode, acceptTotp } from '../shared/domain/sign-in.ts';
import { matchTotp } from '../shared/domain/totp.ts';
import {
  type KeyedHash,
  refuse,
  refuseWith,
  type SentCode,
  type TotpFactor,
  type User,
} from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { findBackupCode } from './common/backup-code-set.ts';
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
import { openChallenge } from './common/open-challenge.ts';
import { type Attempt, prove } from './common/prove.ts';

type Dependencies = Core & WithKeys & WithSigner & WithLocale;

export const verify =
  (deps: Dependencies): Handle<typeof verifyChallenge> =>
  async ({ caller, params, body, headers }) => {
    const { users, policy, clock } = deps;
    const [user, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const decoded = openChallenge(keys, params.challengeId, caller);
    if (!decoded.ok) return decoded;
    const challenge = decoded.value;
    const context: Context = { keys, challenge, policy, now: clock.now() };
    const locale = localeOf(deps, headers);

    const proveOnChallenge = <P>(attempt: Attempt<P, User>) =>
      prove(deps, caller, user, {
        ...attempt,
        // Nothing is charged for a challenge that can't be answered any more.
        charge: (current) => {
          const refused = checkChallenge(current, challenge, policy, context.now);
          return refused === undefined ? attempt.charge(current) : refuse(refused);
        },
        accept: (current, proved) =>
          rememberingContact(keys, caller, locale, (latest) => attempt.accept(latest, proved))(current),
      });

    const proved = await attempt();
    if (!proved.ok) return proved;
    const { value, assertion } = proved.value;
    return ok({
      assertion,
      method: body.method,
      backupCodesRemaining: value.backupCodes?.hashes.length ?? 0,
    });

    function attempt() {
      switch (body.method) {
        case 'totp':
          return proveOnChallenge(totpAttempt(context, body.code));
        case 'phone':
          return proveOnChallenge(sentCodeAttempt(context, body.code));
        case 'backup_code':
          return proveOnChallenge(backupCodeAttempt(context, body.code));
      }
    }
  };

/** What an attempt looks at besides the user. */
interface Context {
  readonly keys: KeyRing;
  readonly challenge: Challenge;
  readonly policy: Policy;
  readonly now: Millis;
}

function totpAttempt(context: Context, code: string): Attempt<{ factor: TotpFactor; step: TimeStep }, User> {
  const { keys, policy, now } = context;
  return {
    charge: (user) =>
      user.factor?.method === 'totp' ? chargeAttempt(user, policy, now) : refuseWith('method_not_available'),
    compare: ({ id, factor }) => {
      if (factor?.method !== 'totp') return undefined;
      const secret = keys.open('totp-secret', id, factor.secret);
      const step = matchTotp(secret, code, { now, drift: policy.totpDrift, after: factor.lastStep });
      return step === undefined ? undefined : { factor, step };
    },
    accept: (user, { factor, step }) => acceptTotp(user, factor, step, context),
    proof: () => ({ method: 'totp' }),
    refund: refundAttempt,
  };
}

function sentCodeAttempt(context: Context, code: string): Attempt<SentCode, User> {
  const { keys, challenge, policy, now } = context;
  return {
    ...triesWith(challengeCode(challenge), policy, now),
    compare: ({ id: userId, sentCode: sent }) => {
      const purpose = challenge.nonce;
      return sent !== undefined && isSentCode(keys, { userId, purpose, sent, code }) ? sent : undefined;
    },
    accept: (user, sent) => acceptSentCode(user, sent, context),
    proof: ({ channel }) => ({ method: 'phone', channel }),
  };
}

function backupCodeAttempt(context: Context, typed: string): Attempt<KeyedHash, User> {
  const { keys, policy, now } = context;
  return {
    charge: (user) => chargeBackupAttempt(user, policy, now),
    compare: ({ id, backupCodes }) => findBackupCode(keys, id, backupCodes, normalizeBackupCode(typed) ?? ''),
    accept: (user, hash) => acceptBackupCode(user, hash, context),
    proof: () => ({ method: 'backup_code' }),
    refund: refundBackupAttempt,
    remaining: (user) => backupAttemptsRemaining(user, policy, now),
  };
}

export const handler = serve(
  verifyChallenge,
  serving(),
  verify({ ...core(), ...withKeys(), ...withSigner(), ...withLocale() }),
);
