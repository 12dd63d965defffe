/**
 * The count of all messages, in as many parts as its limit takes. One item of the database takes a thousand writes a
 * second; a limit that lets more through than a tenth of that, spread over its window, has a part for each tenth.
 *
 * The parts' limits add up to the whole limit, so that no more is ever sent than it says. What one part refuses is
 * asked of one other and of no third (`charge-service.ts`), or the load of all would meet at each of them once the
 * limit is reached; so the last of it may go unused.
 */

import { type MessageUse, serviceMessageLimit } from './code-request.ts';
import type { Policy } from './policy.ts';
import type { Limit } from './window.ts';

/** A tenth of what an item takes, so a moment may be ten times as busy as the hour. */
const MESSAGES_A_SECOND = 100;

/** How many parts there are: one, unless more than 360,000 messages an hour are allowed. */
export const serviceParts = ({ messages, messageWindow }: Policy): number =>
  Math.max(1, Math.ceil(messages / messageWindow / MESSAGES_A_SECOND));

/** What one part allows, 0 being the first. */
export function servicePartLimit(policy: Policy, use: MessageUse, part: number): Limit {
  const { max, seconds } = serviceMessageLimit(policy, use);
  const parts = serviceParts(policy);
  const upTo = (count: number): number => Math.floor((max * count) / parts);
  return { max: upTo(part + 1) - upTo(part), seconds };
}
