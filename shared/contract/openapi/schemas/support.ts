/** What support sees and does. */

import { limitInForce, promptHistory, supportGetUser } from '../../operations/support-get-user.ts';
import { auditEvent, supportListEvents } from '../../operations/support-list-events.ts';
import { resetKind, supportReset } from '../../operations/support-reset.ts';
import { described, type Schemas } from '../described.ts';
import { STATUS_FIELDS } from './phrases.ts';

export const SUPPORT = {
  UserReport: described(supportGetUser.reply.body, 'What support sees of a user.', {
    ...STATUS_FIELDS,
    userId: "`sub` of the user's tokens.",
    limits: 'Counts whose window is open.',
    lockedUntil: 'When the lock after too many wrong codes ends; null if there is none.',
    prompt: 'How the prompt to set up a second factor went so far.',
    notices:
      'Whether the user can be told of changes by mail: `no_address` if no token had an email, `off` if the operator sends none.',
    pseudonyms:
      'What the log calls the user; the first is the one of today, others are of keys before and after it.',
  }),
  Limit: described(limitInForce, 'A count against the user whose window is open.', {
    kind: 'What is counted; `number_requests` are codes to the telephone number, of all users. Those from `wrong_codes` on are there only once they are used up.',
    count: 'Counted in this window.',
    max: 'What the window allows.',
    remaining: 'What is left of it.',
    endsAt: 'When nothing of it counts any more.',
  }),
  PromptHistory: described(promptHistory, 'How the prompt to set up a second factor went so far.', {
    firstAskedAt: 'The first prompt.',
    skips: 'How often it was put off.',
  }),
  AuditTrail: described(supportListEvents.reply.body, 'A page of the audit trail, newest first.', {
    events: 'The events of this page.',
    cursor: 'For the next page; null on the last.',
  }),
  AuditEvent: described(auditEvent, 'A domain event, with the fields of its type besides these.', {
    id: 'Unique for the user; sorts in the order in which things happened.',
    type: 'What happened, e.g. `TwoFactorEnabled`.',
    at: 'When.',
  }),
  ResetRequest: described(supportReset.body, 'What to reset, and why.', {
    reset: 'What to reset.',
    reason: 'Kept in the audit trail in clear, so without numbers or addresses.',
    reference: 'The case at the help desk.',
  }),
  ResetKind: described(
    resetKind,
    '`factors` removes factor, backup codes, pending work, open challenges and limits; `limits` only the limits.',
  ),
  ResetDone: described(supportReset.reply.body, 'What was reset.', { reset: 'As requested.' }),
} as const satisfies Schemas;
