/** Answering a challenge: the deciding write of a sign-in or step-up. */

import { clearAllAttempts, clearAttempts } from './attempts.ts';
import { spendBackupCode } from './backup-codes.ts';
import type { Millis, TimeStep } from './brand.ts';
import { type Challenge, checkChallenge, spendChallenge } from './challenge.ts';
import type { DomainEvent } from './event.ts';
import type { Policy } from './policy.ts';
import {
  accept,
  type KeyedHash,
  refuse,
  refuseWith,
  type SentCode,
  type Step,
  type TotpFactor,
  type User,
  without,
} from './user.ts';

interface Context {
  readonly challenge: Challenge;
  readonly policy: Policy;
  readonly now: Millis;
}

/** Accepts a time step of the factor it was computed from, once. */
export const acceptTotp = (user: User, compared: TotpFactor, step: TimeStep, context: Context): Step<User> =>
  whileOpen(user, context, () => {
    const { factor } = user;
    const same = factor?.method === 'totp' && factor.secret === compared.secret;
    if (!same) return refuseWith('method_not_available');
    if (step <= factor.lastStep) return refuseWith('wrong_code');
    return answer({ ...clearAttempts(user), factor: { ...factor, lastStep: step } }, context, {
      type: 'SignInVerified',
      method: 'totp',
      purpose: context.challenge.purpose,
      at: context.now,
    });
  });

/** Accepts a sent code, once. */
export const acceptSentCode = (user: User, compared: SentCode, context: Context): Step<User> =>
  whileOpen(user, context, () => {
    if (user.sentCode?.id !== compared.id) return refuseWith('wrong_code');
    return answer(clearAttempts({ ...without(user, 'sentCode') }), context, {
      type: 'SignInVerified',
      method: 'phone',
      channel: compared.channel,
      purpose: context.challenge.purpose,
      at: context.now,
    });
  });

/** Accepts a backup code, once; it also ends a lock. */
export const acceptBackupCode = (user: User, hash: KeyedHash, context: Context): Step<User> =>
  whileOpen(user, context, () => {
    const spent = spendBackupCode(user, hash);
    if (spent === undefined) return refuseWith('wrong_code');
    const { purpose } = context.challenge;
    const remaining = spent.backupCodes?.hashes.length ?? 0;
    return answer(
      clearAllAttempts(spent),
      context,
      { type: 'BackupCodeUsed', purpose, remaining, at: context.now },
      { type: 'SignInVerified', method: 'backup_code', purpose, at: context.now },
    );
  });

/** Looks at the challenge first: if it has gone meanwhile, that is the answer, and not what has gone with it. */
function whileOpen(user: User, { challenge, policy, now }: Context, rule: () => Step<User>): Step<User> {
  const refused = checkChallenge(user, challenge, policy, now);
  return refused === undefined ? rule() : refuse(refused);
}

function answer(user: User, { challenge, policy, now }: Context, ...events: DomainEvent[]): Step<User> {
  const { exempt: _before, ...rest } = spendChallenge(user, challenge, policy, now);
  const answered = { ...rest, events: [...user.events, ...events] };
  return accept(answered, answered);
}
