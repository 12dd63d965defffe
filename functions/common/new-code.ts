/** A fresh code to be sent, and its hash bound to what it is for. */

import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import { formatSentCode, SENT_CODE_DIGITS } from '../../shared/domain/sent-code.ts';
import { sealedNumbers } from '../../shared/domain/support.ts';
import type { Channel, KeyedHash, SentCode, User } from '../../shared/domain/user.ts';
import type { Core } from './dependencies.ts';

/** What a code is for: the id of the pending enrolment, or the nonce of the challenge. */
export function newSentCode(
  { random, clock, policy }: Core,
  keys: KeyRing,
  { userId, purpose, channel }: { userId: UserId; purpose: string; channel: Channel },
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
      expiresAt: clock.now() + policy.sentCodeLifetime * 1000,
    },
  };
}

/** Whether this is the code that was sent. */
export const isSentCode = (
  keys: KeyRing,
  { userId, purpose, sent, code }: { userId: UserId; purpose: string; sent: SentCode; code: string },
): boolean => keys.matches('sent-code', [userId, purpose, sent.id, code], sent.hash);

/** What the limits know a telephone number by. */
export const hashNumber = (keys: KeyRing, number: string): KeyedHash => keys.hash('phone-number', [number]);

/** The same of each number that the user's codes go to. */
export function hashNumbers(keys: KeyRing, user: User): readonly KeyedHash[] {
  const numbers = sealedNumbers(user).map((number) =>
    Buffer.from(keys.open('phone-number', user.id, number)).toString(),
  );
  return [...new Set(numbers)].map((number) => hashNumber(keys, number));
}
