/** An event for every kind of notice that there is. */

import type { ToldEvent } from '../../../shared/domain/notice.ts';
import { EVENTS } from './events.ts';

export const TOLD: readonly ToldEvent[] = [
  EVENTS.TwoFactorEnabled,
  { ...EVENTS.TwoFactorEnabled, method: 'phone' },
  EVENTS.MethodChanged,
  { ...EVENTS.MethodChanged, from: 'phone', method: 'totp' },
  EVENTS.AuthenticatorReplaced,
  EVENTS.PhoneNumberChanged,
  EVENTS.TwoFactorDisabled,
  { ...EVENTS.BackupCodesReplaced, notice: 'last' },
  EVENTS.BackupCodeUsed,
  { ...EVENTS.BackupCodeUsed, remaining: 2 },
  EVENTS.WrongCodesRepeated,
  EVENTS.UserLocked,
  EVENTS.RequestsExceeded,
  EVENTS.SupportReset,
  { ...EVENTS.SupportReset, reset: 'limits' },
];
