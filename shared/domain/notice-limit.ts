/**
 * Notices of what can happen again and again: so many of a kind in a while, and the last of them says that there will
 * be no more for now. So an account can't be made to send mails without end, and no owner waits for a mail in vain.
 *
 * A change of the factor itself is told each time: it takes an enrolment, and those are few.
 */

import { type NoticeKind, noticeKind, type RepeatedEvent } from './notice.ts';
import type { Policy } from './policy.ts';
import type { User } from './user.ts';
import { count } from './window.ts';

/** The user with the event, and what becomes of its notice in it. */
export function tellRepeated(user: User, event: RepeatedEvent, policy: Policy): User {
  const { notices = {} } = user.limits;
  const kind: NoticeKind = noticeKind(event);
  const limit = { max: policy.noticesOfKind, seconds: policy.noticeWindow };
  const counted = count(notices[kind], limit, event.at);
  if (!counted.ok) return { ...user, events: [...user.events, { ...event, notice: 'withheld' }] };
  const isLast = counted.value.count >= limit.max;
  return {
    ...user,
    limits: { ...user.limits, notices: { ...notices, [kind]: counted.value } },
    events: [...user.events, isLast ? { ...event, notice: 'last' } : event],
  };
}
