/** Which events a customer is told of (NIST SP 800-63B-4 §4.6). */

import type { DomainEvent, DomainEventType } from './event.ts';
import type { Method } from './method.ts';

/** A new type of event has its place here, or nothing compiles. */
const IS_TOLD = {
  TwoFactorEnabled: true,
  MethodChanged: true,
  AuthenticatorReplaced: true,
  PhoneNumberChanged: true,
  TwoFactorDisabled: true,
  BackupCodesReplaced: true,
  BackupCodeUsed: true,
  WrongCodesRepeated: true,
  UserLocked: true,
  RequestsExceeded: true,
  SupportReset: true,
  SignInVerified: false,
  SignInNotCompleted: false,
  AttemptsExceeded: false,
  EnrollmentSkipped: false,
  CodeRequested: false,
  CodeNotSent: false,
  WrongCodesEntered: false,
  SupportViewed: false,
} as const satisfies Readonly<Record<DomainEventType, boolean>>;

type ToldType = {
  [Type in DomainEventType]: (typeof IS_TOLD)[Type] extends true ? Type : never;
}[DomainEventType];

export type ToldEvent = Extract<DomainEvent, { readonly type: ToldType }>;

const isToldType = (type: DomainEventType): type is ToldType => IS_TOLD[type];

/** What can happen again and again, so that its notices are limited. */
export type RepeatedEvent = Extract<ToldEvent, { readonly type: 'BackupCodesReplaced' | 'BackupCodeUsed' }>;

export const isTold = (event: DomainEvent): event is ToldEvent =>
  isToldType(event.type) && !('notice' in event && event.notice === 'withheld');

/** The types of the events for which there is a notice. */
export const TOLD_EVENTS: readonly ToldType[] = (Object.keys(IS_TOLD) as DomainEventType[]).filter(
  isToldType,
);

/** What a notice is about: each has words of its own. */
export type NoticeKind =
  | 'enabledTotp'
  | 'enabledPhone'
  | 'changedToTotp'
  | 'changedToPhone'
  | 'authenticatorReplaced'
  | 'phoneNumberChanged'
  | 'disabled'
  | 'backupCodesReplaced'
  | 'backupCodeUsed'
  /** A backup code was used and hardly any is left: urgent. */
  | 'backupCodesLow'
  /** Several wrong codes, before there are too many. */
  | 'wrongCodes'
  /** Too many wrong codes. */
  | 'locked'
  /** The day's codes by text and call are used up. */
  | 'requestsExceeded'
  | 'resetFactors'
  | 'resetLimits';

/** With this many backup codes left or fewer, the customer should make new ones at once. */
const FEW_BACKUP_CODES = 2;

const ENABLED: Readonly<Record<Method, NoticeKind>> = { totp: 'enabledTotp', phone: 'enabledPhone' };
const CHANGED_TO: Readonly<Record<Method, NoticeKind>> = { totp: 'changedToTotp', phone: 'changedToPhone' };
type Reset = Extract<DomainEvent, { readonly type: 'SupportReset' }>['reset'];
const RESET: Readonly<Record<Reset, NoticeKind>> = { factors: 'resetFactors', limits: 'resetLimits' };

export function noticeKind(event: ToldEvent): NoticeKind {
  switch (event.type) {
    case 'TwoFactorEnabled':
      return ENABLED[event.method];
    case 'MethodChanged':
      return CHANGED_TO[event.method];
    case 'AuthenticatorReplaced':
      return 'authenticatorReplaced';
    case 'PhoneNumberChanged':
      return 'phoneNumberChanged';
    case 'TwoFactorDisabled':
      return 'disabled';
    case 'BackupCodesReplaced':
      return 'backupCodesReplaced';
    case 'BackupCodeUsed':
      return event.remaining <= FEW_BACKUP_CODES ? 'backupCodesLow' : 'backupCodeUsed';
    case 'WrongCodesRepeated':
      return 'wrongCodes';
    case 'UserLocked':
      return 'locked';
    case 'RequestsExceeded':
      return 'requestsExceeded';
    case 'SupportReset':
      return RESET[event.reset];
  }
}
