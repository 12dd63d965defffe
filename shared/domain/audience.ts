/** Who may know of an event: support of every one, the customer of what is the customer's own activity. */

import type { DomainEventType } from './event.ts';

export type Audience = 'customer' | 'support';

/** A new type of event has its place here, or nothing compiles. */
export const AUDIENCE = {
  TwoFactorEnabled: 'customer',
  MethodChanged: 'customer',
  AuthenticatorReplaced: 'customer',
  PhoneNumberChanged: 'customer',
  TwoFactorDisabled: 'customer',
  BackupCodesReplaced: 'customer',
  BackupCodeUsed: 'customer',
  CodeRequested: 'customer',
  CodeNotSent: 'customer',
  WrongCodesEntered: 'customer',
  WrongCodesRepeated: 'customer',
  AttemptsExceeded: 'customer',
  RequestsExceeded: 'customer',
  UserLocked: 'customer',
  SignInVerified: 'customer',
  SignInNotCompleted: 'customer',
  EnrollmentSkipped: 'customer',
  // That and what was reset; who did it, and why, stays with support.
  SupportReset: 'customer',
  // An inquiry may be about a suspicion, which its subject must not be warned of.
  SupportViewed: 'support',
} as const satisfies Readonly<Record<DomainEventType, Audience>>;
