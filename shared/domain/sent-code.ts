/** Codes that are sent by text or call (NIST SP 800-63B-4 §3.1.3.2): six digits, ten minutes, once. */

import type { Millis } from './brand.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { SentCode } from './user.ts';

export const SENT_CODE_DIGITS = 6;

/** A number below 10^6 as six digits. */
export const formatSentCode = (random: number): string => String(random).padStart(SENT_CODE_DIGITS, '0');

/** Whether the code can still be tried; a code with its tries used up is as good as expired. */
export const checkSentCode = (code: SentCode, policy: Policy, now: Millis): Refusal | undefined =>
  now >= code.expiresAt || code.tries >= policy.sentCodeTries ? refusal('code_expired') : undefined;

/** Counts a try before it is compared. */
export const chargeSentCode = <C extends SentCode>(code: C): C => ({ ...code, tries: code.tries + 1 });

/** Takes a try of the charged code back; another code keeps its tries. */
export const refundSentCode = <C extends SentCode>(code: C, charged: SentCode | undefined): C =>
  code.id === charged?.id ? { ...code, tries: Math.max(0, code.tries - 1) } : code;

/** Tries left before the code is dead. */
export const sentCodeTriesLeft = (code: SentCode | undefined, policy: Policy): number =>
  Math.max(0, policy.sentCodeTries - (code?.tries ?? policy.sentCodeTries));
