/** A fresh code to be sent, and its hash bound to what it is for. */

import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { Millis, UserId } from '../../shared/domain/brand.ts';
import { formatSentCode, SENT_CODE_DIGITS } from '../../shared/domain/sent-code.ts';
import type { Channel, SentCode } from '../../shared/domain/user.ts';
import type { Core } from './dependencies.ts';

/** What a code is for: the id of the pending enrolment, or the nonce of the challenge. */
export function newSentCode(
  { random, policy }: Core,
  keys: KeyRing,
  { userId, purpose, channel, now }: { userId: UserId; purpose: string; channel: Channel; now: Millis },
): { readonly code: string; readonly sent: SentCode } {
  const code = formatSentCode(random.below(10 ** SENT_CODE_DIGITS));
  const id = random.id();
  return {
    code,
    sent: {
      id,
      hash: keys.hash('sent-code', [userId, purpose, id, code]),
      channel,
      tries: 0,
      expiresAt: now + policy.sentCodeLifetime * 1000,
    },
  };
}

/** Whether this is the code that was sent. */
export const isSentCode = (
  keys: KeyRing,
  { userId, purpose, sent, code }: { userId: UserId; purpose: string; sent: SentCode; code: string },
): boolean => keys.matches('sent-code', [userId, purpose, sent.id, code], sent.hash);
