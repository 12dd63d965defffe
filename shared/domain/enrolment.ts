/** Setting a factor up, switching to another, turning off: what becomes of the user's record. */

import { clearAttempts } from './attempts.ts';
import type { Millis, TimeStep } from './brand.ts';
import type { DomainEvent } from './event.ts';
import { type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import {
  accept,
  type BackupCodes,
  type Channel,
  type Factor,
  type Method,
  type Pending,
  type PendingPhone,
  type PendingTotp,
  refuseWith,
  type Step,
  type User,
  without,
} from './user.ts';

/** Puts a factor up for proof. It replaces what was pending; the factor in force stays in force. */
export const startPending = (user: User, pending: Pending): Step<Pending> =>
  accept({ ...user, pending }, pending);

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
  readonly method: Method;
  readonly firstFactor: boolean;
}

/** Puts the proven app in force. The step that proved it is spent. */
export const confirmTotp = (
  user: User,
  pending: PendingTotp,
  step: TimeStep,
  backupCodes: BackupCodes,
  now: Millis,
): Step<Enabled> =>
  confirm(
    user,
    pending,
    { method: 'totp', secret: pending.secret, lastStep: step, enabledAt: now },
    backupCodes,
    now,
  );

/** Puts the proven telephone number in force. */
export const confirmPhone = (
  user: User,
  pending: PendingPhone,
  backupCodes: BackupCodes,
  now: Millis,
): Step<Enabled> =>
  confirm(
    user,
    pending,
    {
      method: 'phone',
      number: pending.number,
      channels: pending.channels,
      enabledAt: now,
    },
    backupCodes,
    now,
  );

function confirm(
  user: User,
  proven: Pending,
  factor: Factor,
  backupCodes: BackupCodes,
  now: Millis,
): Step<Enabled> {
  // Another start may have replaced what was proven, or a parallel confirmation may have come first.
  if (user.pending?.id !== proven.id) return refuseWith('nothing_pending');
  const firstFactor = user.factor === undefined;
  const enabled: User = {
    ...without(user, 'pending', 'sentCode', 'exempt'),
    factor,
    ...(firstFactor && { backupCodes }),
    events: [...user.events, enabledEvent(user.factor, factor, now)],
  };
  return accept(clearAttempts(enabled), { method: factor.method, firstFactor });
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

/** A new set of backup codes; the old ones stop working at once. */
export function replaceBackupCodes(user: User, backupCodes: BackupCodes, now: Millis): Step<BackupCodes> {
  if (user.factor === undefined) return refuseWith('not_enabled');
  const event = { type: 'BackupCodesReplaced', count: backupCodes.hashes.length, at: now } as const;
  return accept({ ...user, backupCodes, events: [...user.events, event] }, backupCodes);
}

/** Turns the second factor off, where the operator allows it. */
export function disable(user: User, now: Millis): Step<Method> {
  if (user.factor === undefined) return refuseWith('not_enabled');
  const { method } = user.factor;
  return accept(
    {
      ...without(user, 'factor', 'backupCodes', 'pending', 'sentCode'),
      resetAt: now,
      events: [...user.events, { type: 'TwoFactorDisabled', method, at: now }],
    },
    method,
  );
}

/** Puts the prompt off. */
export function skipPrompt(user: User, now: Millis): Step<number> {
  if (user.factor !== undefined) return refuseWith('already_enabled');
  const skips = user.prompt.skips + 1;
  return accept(
    {
      ...user,
      prompt: { ...user.prompt, firstAskedAt: user.prompt.firstAskedAt ?? now, skips },
      events: [...user.events, { type: 'EnrollmentSkipped', skips, at: now }],
    },
    skips,
  );
}

/** How a number of this kind can be reached. */
export const channelsOf = (smsCapable: boolean): readonly Channel[] =>
  smsCapable ? ['sms', 'call'] : ['call'];
