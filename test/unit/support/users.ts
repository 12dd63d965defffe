/** Users and times that the rules' tests start from. */

import type { E164, KeyedHash, Sealed, UserId } from '../../../shared/domain/brand.ts';
import type { Channel } from '../../../shared/domain/method.ts';
import { DEFAULT_POLICY, type Policy } from '../../../shared/domain/policy.ts';
import type { Refusal } from '../../../shared/domain/refusal.ts';
import type {
  PendingPhone,
  PendingTotp,
  PhoneFactor,
  SentCode,
  Step,
  TotpFactor,
  User,
} from '../../../shared/domain/user.ts';
import { newUser } from '../../../shared/domain/user.ts';
import type { SlidingWindow } from '../../../shared/domain/window.ts';

/** 1 March 2026, noon in UTC. */
export const NOW = Date.UTC(2026, 2, 1, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

export const policy: Policy = DEFAULT_POLICY;
export const KIM = 'kim' as UserId;
export const ROBIN = 'robin' as UserId;
/** Kim's. */
export const PHONE = '+12025550123' as E164;

export const hash = (name: string): KeyedHash => `1.${name}` as KeyedHash;
export const sealed = (name: string): Sealed => `1.${name}` as Sealed;

/** Kim, as the parts say. */
export const kim = (parts: Partial<User> = {}): User => ({ ...newUser(KIM), ...parts });

export const totpFactor = (parts: Partial<TotpFactor> = {}): TotpFactor => ({
  method: 'totp',
  secret: sealed('secret'),
  lastStep: 0 as TotpFactor['lastStep'],
  enabledAt: NOW - DAY,
  ...parts,
});

export const phoneFactor = (parts: Partial<PhoneFactor> = {}): PhoneFactor => ({
  method: 'phone',
  number: sealed('number'),
  channels: ['sms', 'call'],
  enabledAt: NOW - DAY,
  ...parts,
});

export const sentCode = (id: string, parts: Partial<SentCode> = {}): SentCode => ({
  id,
  hash: hash(id),
  channel: 'sms' satisfies Channel,
  attempts: 0,
  expiresAt: NOW + 10 * MINUTE,
  ...parts,
});

export const pendingTotp = (id: string, parts: Partial<PendingTotp> = {}): PendingTotp => ({
  method: 'totp',
  id,
  secret: sealed(`secret of ${id}`),
  expiresAt: NOW + 10 * MINUTE,
  ...parts,
});

export const pendingPhone = (id: string, parts: Partial<PendingPhone> = {}): PendingPhone => ({
  method: 'phone',
  id,
  number: sealed(`number of ${id}`),
  destination: { country: 'US', block: hash('block') },
  channels: ['sms', 'call'],
  code: sentCode(`code of ${id}`),
  expiresAt: NOW + 10 * MINUTE,
  ...parts,
});

/** So many tries at once, counted in a minute. */
export const tries = (count: number, at = NOW): SlidingWindow => ({
  endsAt: at + MINUTE,
  ...(count > 1 && { earlier: Array.from({ length: count - 1 }, () => 0) }),
});

/** The record that the rule writes; fails if it refuses or writes nothing. */
export function written<T>(step: Step<T>): User {
  if (!step.result.ok) throw new Error(`The rule has refused: ${step.result.error.code}`);
  if (step.write === undefined) throw new Error('The rule has written nothing.');
  return step.write;
}

/** Why the rule refuses; fails if it accepts. */
export function refused<T>(step: Step<T>): Refusal {
  if (step.result.ok) throw new Error('The rule has accepted.');
  return step.result.error;
}

/** Types of the events in the record. */
export const eventTypes = (user: User | undefined): readonly string[] =>
  user?.events.map(({ type }) => type) ?? [];
