/** One event of each type, and the stream records of writes. */

import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { RECORD, userKey } from '../../../shared/adapters/table.ts';
import type { UserId } from '../../../shared/domain/brand.ts';
import type { DomainEvent, DomainEventType } from '../../../shared/domain/event.ts';
import { KIM, MINUTE, NOW } from './users.ts';

type EventOf<T extends DomainEventType> = Extract<DomainEvent, { type: T }>;

export const EVENTS: { readonly [T in DomainEventType]: EventOf<T> } = {
  TwoFactorEnabled: { type: 'TwoFactorEnabled', method: 'totp', at: NOW },
  MethodChanged: { type: 'MethodChanged', from: 'totp', method: 'phone', at: NOW },
  AuthenticatorReplaced: { type: 'AuthenticatorReplaced', at: NOW },
  PhoneNumberChanged: { type: 'PhoneNumberChanged', at: NOW },
  BackupCodesReplaced: { type: 'BackupCodesReplaced', count: 10, at: NOW },
  BackupCodeUsed: { type: 'BackupCodeUsed', purpose: 'sign_in', remaining: 9, at: NOW },
  SignInVerified: { type: 'SignInVerified', method: 'phone', channel: 'sms', purpose: 'sign_in', at: NOW },
  SignInNotCompleted: { type: 'SignInNotCompleted', method: 'totp', purpose: 'step_up', at: NOW },
  CodeRequested: { type: 'CodeRequested', channel: 'sms', purpose: 'sign_in', at: NOW },
  CodeNotSent: { type: 'CodeNotSent', channel: 'call', purpose: 'enrollment', at: NOW },
  WrongCodesEntered: { type: 'WrongCodesEntered', kind: 'code', count: 4, at: NOW },
  SupportViewed: { type: 'SupportViewed', by: 'agent', at: NOW },
  AttemptsExceeded: { type: 'AttemptsExceeded', kind: 'code', at: NOW },
  RequestsExceeded: { type: 'RequestsExceeded', until: NOW + MINUTE, at: NOW },
  WrongCodesRepeated: { type: 'WrongCodesRepeated', count: 10, at: NOW },
  UserLocked: { type: 'UserLocked', until: NOW + MINUTE, at: NOW },
  EnrollmentSkipped: { type: 'EnrollmentSkipped', skips: 3, at: NOW },
  TwoFactorDisabled: { type: 'TwoFactorDisabled', method: 'totp', at: NOW },
  SupportReset: {
    type: 'SupportReset',
    reset: 'factors',
    by: 'agent',
    reason: 'Lost the device',
    reference: 'CASE-1',
    at: NOW,
  },
};

/** What happened besides the requests for a code. */
export const withoutRequests = (events: readonly DomainEvent[]): readonly DomainEvent[] =>
  events.filter(({ type }) => type !== 'CodeRequested');

/** The stream's record of a write of the user at this version. */
export function streamRecord(
  version: number,
  events: readonly unknown[],
  userId: UserId = KIM,
): DynamoDBRecord {
  const keys = { pk: userKey(userId), sk: RECORD };
  const image = { ...keys, version, events, prompt: { skips: 0 } };
  // As JSON, which is how Lambda hands it over.
  const dynamodb = JSON.parse(
    JSON.stringify({
      Keys: marshall(keys),
      NewImage: marshall(image),
      SequenceNumber: `${userId}-${version}`,
    }),
  );
  return { eventID: `id-${version}`, eventName: 'MODIFY', dynamodb };
}
