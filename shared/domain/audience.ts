/** Who may know of an event: support of every one, the customer of what is the customer's own activity. */

import type { DomainEventType } from './event.ts';
import type { TrailEvent } from './ports/audit-trail.ts';

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
  FactorImported: 'customer',
  // That and what was reset; who did it, and why, stays with support.
  SupportReset: 'customer',
  // An inquiry may be about a suspicion, which its subject must not be warned of.
  SupportViewed: 'support',
  // Of a customer who is none any more; it is on the bus, and in no trail.
  UserErased: 'support',
} as const satisfies Readonly<Record<DomainEventType, Audience>>;

type ResetOf<E> = E extends { readonly type: 'SupportReset' } ? Omit<E, 'by' | 'reason' | 'reference'> : E;
/** An event of the trail as the customer may know it. */
export type OwnEvent = ResetOf<TrailEvent>;

/** The event without what stays with support; `undefined` where all of it does. */
export function ownEvent(event: TrailEvent): OwnEvent | undefined {
  if (AUDIENCE[event.type] === 'support') return undefined;
  if (event.type !== 'SupportReset') return event;
  const { by: _by, reason: _reason, reference: _reference, ...own } = event;
  return own;
}
