/** The domain events as other systems receive them: the `detail` of what is put on the event bus. */

import * as z from 'zod/mini';
import type { UserId } from '../domain/brand.ts';
import type { DomainEvent, DomainEventType } from '../domain/event.ts';
import { proofMethod } from './proof-method.ts';
import { channel, identifier, method } from './schema.ts';
import { isoTime, time } from './time.ts';

/** EventBridge's `source` of every event; the `detail-type` is the event's `type`. */
export const EVENT_SOURCE = 'portal-2fa';

const purpose = z.enum(['sign_in', 'step_up']);
const codePurpose = z.enum(['sign_in', 'step_up', 'enrollment']);
const codeKind = z.enum(['code', 'backup_code']);
const count = z.int().check(z.nonnegative());
/** Whether the mail to the customer was the last of its kind for now, or was left out after that one. */
const notice = z.optional(z.enum(['last', 'withheld']));

/**
 * What every event has. `id` is unique for the user, sorts in the order in which things happened to the user,
 * and is the same when an event is delivered again: consumers tell repeats by it. `requestId` is the `x-request-id`
 * of the request that made it happen; what the operator's commands did has none.
 */
const common = {
  id: z.string().check(z.regex(/^[0-9]{15}-[0-9]{1,2}$/)),
  userId: identifier,
  at: time,
  requestId: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
};

// @__NO_SIDE_EFFECTS__
function event<const Type extends DomainEventType, Fields extends z.core.$ZodShape>(
  type: Type,
  fields: Fields,
) {
  return z.strictObject({ type: z.literal(type), ...common, ...fields });
}

export const EVENT_SCHEMAS = {
  TwoFactorEnabled: event('TwoFactorEnabled', { method }),
  MethodChanged: event('MethodChanged', { from: method, method }),
  AuthenticatorReplaced: event('AuthenticatorReplaced', {}),
  PhoneNumberChanged: event('PhoneNumberChanged', {}),
  BackupCodesReplaced: event('BackupCodesReplaced', { count, notice }),
  BackupCodeUsed: event('BackupCodeUsed', { purpose, remaining: count, notice }),
  SignInVerified: event('SignInVerified', {
    method: proofMethod,
    channel: z.optional(channel),
    purpose,
  }),
  SignInNotCompleted: event('SignInNotCompleted', {
    method: z.enum(['totp', 'phone', 'backup_code']),
    channel: z.optional(channel),
    purpose,
  }),
  CodeRequested: event('CodeRequested', { channel, purpose: codePurpose }),
  CodeNotSent: event('CodeNotSent', { channel, purpose: codePurpose }),
  WrongCodesEntered: event('WrongCodesEntered', { kind: codeKind, count }),
  AttemptsExceeded: event('AttemptsExceeded', { kind: codeKind }),
  RequestsExceeded: event('RequestsExceeded', { until: time }),
  WrongCodesRepeated: event('WrongCodesRepeated', { count }),
  UserLocked: event('UserLocked', { until: time }),
  EnrollmentSkipped: event('EnrollmentSkipped', { skips: count }),
  TwoFactorDisabled: event('TwoFactorDisabled', { method }),
  SupportReset: event('SupportReset', {
    reset: z.enum(['factors', 'limits']),
    by: z.string(),
    reason: z.string(),
    reference: z.optional(z.string()),
  }),
  SupportViewed: event('SupportViewed', { by: z.string() }),
  FactorImported: event('FactorImported', { method }),
  UserErased: event('UserErased', { by: z.optional(z.string()) }),
} as const satisfies Readonly<Record<DomainEventType, z.ZodMiniType>>;

export const publishedEvent = z.discriminatedUnion('type', [
  EVENT_SCHEMAS.TwoFactorEnabled,
  EVENT_SCHEMAS.MethodChanged,
  EVENT_SCHEMAS.AuthenticatorReplaced,
  EVENT_SCHEMAS.PhoneNumberChanged,
  EVENT_SCHEMAS.BackupCodesReplaced,
  EVENT_SCHEMAS.BackupCodeUsed,
  EVENT_SCHEMAS.SignInVerified,
  EVENT_SCHEMAS.SignInNotCompleted,
  EVENT_SCHEMAS.CodeRequested,
  EVENT_SCHEMAS.CodeNotSent,
  EVENT_SCHEMAS.WrongCodesEntered,
  EVENT_SCHEMAS.AttemptsExceeded,
  EVENT_SCHEMAS.RequestsExceeded,
  EVENT_SCHEMAS.WrongCodesRepeated,
  EVENT_SCHEMAS.UserLocked,
  EVENT_SCHEMAS.EnrollmentSkipped,
  EVENT_SCHEMAS.TwoFactorDisabled,
  EVENT_SCHEMAS.SupportReset,
  EVENT_SCHEMAS.SupportViewed,
  EVENT_SCHEMAS.FactorImported,
  EVENT_SCHEMAS.UserErased,
]);

export type PublishedEvent = z.output<typeof publishedEvent>;

/**
 * Names the event of a write: the record's version, then the position among the events of that write.
 * @param version milliseconds since the epoch or a little more; it grows with every write of the user.
 */
export const eventId = (version: number, index: number): string =>
  `${String(version).padStart(15, '0')}-${index}`;

/** The event as it is published. Throws for one that its schema refuses. */
export function publish(
  userId: UserId,
  id: string,
  { at, ...detail }: DomainEvent,
  requestId?: string,
): PublishedEvent {
  const times = 'until' in detail ? { at: isoTime(at), until: isoTime(detail.until) } : { at: isoTime(at) };
  const request = requestId !== undefined && { requestId };
  return publishedEvent.parse({ ...detail, id, userId, ...times, ...request });
}

/** What was published, as the rules know it. Throws for what no schema takes. */
export function readPublished(detail: unknown): {
  readonly id: string;
  readonly userId: UserId;
  readonly event: DomainEvent;
  readonly requestId: string | undefined;
} {
  const { id, userId, at, requestId, ...rest } = publishedEvent.parse(detail);
  const times =
    'until' in rest ? { at: Date.parse(at), until: Date.parse(rest.until) } : { at: Date.parse(at) };
  return { id, userId: userId as UserId, event: { ...rest, ...times } as DomainEvent, requestId };
}
