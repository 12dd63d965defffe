/** The status of a user's second factor, as the account page and support see it. */

import type * as z from 'zod/mini';
import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { status } from '../../shared/contract/status.ts';
import { isoTime } from '../../shared/contract/time.ts';
import type { Millis } from '../../shared/domain/brand.ts';
import { maskPhoneNumber } from '../../shared/domain/phone-number-mask.ts';
import type { PhoneFactor, User } from '../../shared/domain/user.ts';
import { openNumber } from './numbers.ts';

export async function statusOf(
  user: User,
  { keys, allowDisable, now }: { keys: () => Promise<KeyRing>; allowDisable: boolean; now: Millis },
): Promise<z.output<typeof status>> {
  const { factor, backupCodes, pending } = user;
  return {
    enabled: factor !== undefined,
    method: factor?.method ?? null,
    phone: factor?.method === 'phone' ? phoneOf(await keys(), user, factor) : null,
    enabledAt: factor === undefined ? null : isoTime(factor.enabledAt),
    backupCodes:
      backupCodes === undefined
        ? null
        : { remaining: backupCodes.hashes.length, generatedAt: isoTime(backupCodes.generatedAt) },
    pending:
      pending === undefined || now >= pending.expiresAt
        ? null
        : { method: pending.method, expiresAt: isoTime(pending.expiresAt) },
    canDisable: allowDisable && factor !== undefined,
  };
}

/** The number of a phone factor, masked, and how codes reach it. */
export function phoneOf(keys: KeyRing, user: User, factor: PhoneFactor) {
  const number = openNumber(keys, user.id, factor.number);
  return { number: maskPhoneNumber(number), channels: [...factor.channels] };
}
