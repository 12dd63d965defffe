/** Setting a factor up, switching to another, turning off: what becomes of the user's record. */

import type { Proof } from './assertion.ts';
import { type AttemptContext, attemptRefused, clearAttempts, wrongCode } from './attempts.ts';
import type { Millis } from './brand.ts';
import type { Caller } from './caller.ts';
import { rememberContact } from './contact.ts';
import { type CountContext, countOperation } from './daily-limits.ts';
import type { DomainEvent, RecordedEvent } from './event.ts';
import type { Method } from './method.ts';
import { tellRepeated } from './notice-limit.ts';
import type { PromptPolicy } from './policy.ts';
import type { KeyRing } from './ports/key-ring.ts';
import { type Refusal, refusal } from './refusal.ts';
import { reseal } from './reseal.ts';
import { err, ok, type Result } from './result.ts';
import { afterWrongAttempt, attemptsLeft, isExpired, isSentCode } from './sent-code.ts';
import { skippable } from './sign-in-policy.ts';
import { matchTotp } from './totp.ts';
import {
  accept,
  type BackupCodes,
  type Factor,
  type Pending,
  type PendingTotp,
  refuse,
  refuseWith,
  type Step,
  type User,
  without,
} from './user.ts';

/**
 * Puts an app up for proof. It replaces what was pending; the factor in force stays in force. Refused:
 * `too_many_requests` with the day's enrolments used up.
 */
export function startApp(user: User, pending: PendingTotp, context: CountContext): Step<PendingTotp> {
  const counted = countOperation(user, 'appEnrolments', context);
  return counted.ok ? accept({ ...counted.value, pending }, pending) : refuse(counted.error);
}

/** What the pending enrolment of this method is, if this sign-in session may confirm it now. */
export function pendingOf<M extends Method>(
  user: User,
  method: M,
  sid: string | undefined,
  now: Millis,
): Result<Extract<Pending, { method: M }>, Refusal> {
  const { pending } = user;
  if (pending === undefined || !isMethod(pending, method)) return err(refusal('nothing_pending'));
  if (pending.sid !== undefined && pending.sid !== sid) return err(refusal('nothing_pending'));
  if (now >= pending.expiresAt) return err(refusal('enrollment_expired'));
  return ok(pending);
}

const isMethod = <M extends Method>(
  pending: Pending,
  method: M,
): pending is Extract<Pending, { method: M }> => pending.method === method;

/** What enabling gives: the backup codes are new only with the first factor. */
export interface Enabled {
  readonly proof: Exclude<Proof, { readonly method: 'backup_code' }>;
  readonly firstFactor: boolean;
}

/** What a confirming rule goes by, besides the user. */
export interface ConfirmContext extends AttemptContext {
  readonly keys: KeyRing;
  /** Whose enrolment it is, and whose address is noted for notices. */
  readonly caller: Pick<Caller, 'sid' | 'email'>;
  readonly locale: string;
  /** To be stored with the first factor. */
  readonly backupCodes: BackupCodes;
}

/** A code from the app proves it, and puts it in force. The time step that proves it is spent. */
export function confirmTotp(user: User, code: string, context: ConfirmContext): Step<Enabled> {
  const { keys, policy, now } = context;
  const pending = pendingOf(user, 'totp', context.caller.sid, now);
  if (!pending.ok) return refuse(pending.error);
  const refused = attemptRefused(user, context);
  if (refused !== undefined) return refused;

  const { secret } = pending.value;
  const lastStep = matchTotp(keys.open('totp-secret', user.id, secret), code, {
    now,
    drift: policy.totpDrift,
  });
  if (lastStep === undefined) return wrongCode(user, context);
  const factor = { method: 'totp', secret, lastStep, enabledAt: now } as const;
  return enable(user, factor, { method: 'totp' }, context);
}

/** The code that was sent proves the number, and puts it in force. */
export function confirmPhone(user: User, code: string, context: ConfirmContext): Step<Enabled> {
  const { keys, policy, now } = context;
  const found = pendingOf(user, 'phone', context.caller.sid, now);
  if (!found.ok) return refuse(found.error);
  const pending = found.value;
  const refused = attemptRefused(user, context);
  if (refused !== undefined) return refused;
  if (isExpired(pending.code, policy, now)) return refuseWith('code_expired');

  if (!isSentCode(pending.code, { userId: user.id, purpose: pending.id, code, keys })) {
    const tried = afterWrongAttempt(pending.code);
    return wrongCode({ ...user, pending: { ...pending, code: tried } }, context, attemptsLeft(tried, policy));
  }
  const { number, channels, code: sent, destination } = pending;
  const { country } = destination;
  const factor = { method: 'phone', number, country, channels, enabledAt: now } as const;
  return enable(user, factor, { method: 'phone', channel: sent.channel }, context, {
    confirmed: destination,
  });
}

/**
 * The factor replaces the one before; a first one comes with backup codes.
 * @param recorded goes with the event, for the service alone.
 */
function enable(
  user: User,
  factor: Factor,
  proof: Enabled['proof'],
  { now, backupCodes, ...context }: ConfirmContext,
  recorded: Pick<RecordedEvent, 'confirmed'> = {},
): Step<Enabled> {
  const firstFactor = user.factor === undefined;
  const known = rememberContact(clearAttempts(user), context.caller, context);
  const enabled = reseal({ ...known, factor, ...(firstFactor && { backupCodes }) }, context.keys);
  return accept(
    {
      ...without(enabled, 'pending', 'sentCode', 'exempt'),
      factorVersion: user.version,
      events: [...user.events, { ...enabledEvent(user.factor, factor, now), ...recorded }],
    },
    { proof, firstFactor },
  );
}

function enabledEvent(before: Factor | undefined, after: Factor, at: Millis): DomainEvent {
  if (before === undefined) return { type: 'TwoFactorEnabled', method: after.method, at };
  if (before.method !== after.method) {
    return { type: 'MethodChanged', from: before.method, method: after.method, at };
  }
  return after.method === 'phone'
    ? { type: 'PhoneNumberChanged', at }
    : { type: 'AuthenticatorReplaced', at };
}

/** What replacing the backup codes goes by, besides the user and the codes. */
export type ReplaceContext = Omit<ConfirmContext, 'backupCodes'>;

/** A new set of backup codes; the old ones stop working at once. Refused with the day's sets used up. */
export function replaceBackupCodes(
  user: User,
  backupCodes: BackupCodes,
  context: ReplaceContext,
): Step<BackupCodes> {
  if (user.factor === undefined) return refuseWith('not_enabled');
  const counted = countOperation(user, 'backupCodeSets', context);
  if (!counted.ok) return refuse(counted.error);
  const event = { type: 'BackupCodesReplaced', count: backupCodes.hashes.length, at: context.now } as const;
  const known = rememberContact(counted.value, context.caller, context);
  return accept(tellRepeated({ ...known, backupCodes }, event, context.policy), backupCodes);
}

/** Turns the second factor off, where the operator allows it. */
export function disable(user: User, now: Millis): Step<Method> {
  if (user.factor === undefined) return refuseWith('not_enabled');
  const { method } = user.factor;
  return accept(
    {
      ...without(user, 'factor', 'backupCodes', 'pending', 'sentCode'),
      resetAt: now,
      factorVersion: user.version,
      events: [...user.events, { type: 'TwoFactorDisabled', method, at: now }],
    },
    method,
  );
}

/** Puts the prompt off, while that is allowed. Refused with the day's sign-ins without a second factor used up. */
export function skipPrompt(user: User, prompt: PromptPolicy, context: CountContext): Step<number> {
  const { now } = context;
  if (user.factor !== undefined) return refuseWith('already_enabled');
  if (!skippable(user.prompt, prompt, now)) return refuseWith('forbidden');
  const counted = countOperation(user, 'unprovedSignIns', context);
  if (!counted.ok) return refuse(counted.error);
  const skips = user.prompt.skips + 1;
  return accept(
    {
      ...counted.value,
      prompt: { ...user.prompt, firstAskedAt: user.prompt.firstAskedAt ?? now, skips },
      events: [...user.events, { type: 'EnrollmentSkipped', skips, at: now }],
    },
    skips,
  );
}
