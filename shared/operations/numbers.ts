/** Telephone numbers out of a user's record: open, as their owner is shown them, and as the limits know them. */

import type { E164, KeyedHash, Sealed, UserId } from '../domain/brand.ts';
import { blockOf } from '../domain/destination.ts';
import { usableChannels } from '../domain/method.ts';
import { maskPhoneNumber } from '../domain/phone-number-mask.ts';
import type { KeyRing } from '../domain/ports/key-ring.ts';
import { sealedNumbers } from '../domain/support.ts';
import type { PhoneFactor, User } from '../domain/user.ts';
import type { WithMethods } from './dependencies.ts';

export const openNumber = (keys: KeyRing, userId: UserId, sealed: Sealed): E164 =>
  Buffer.from(keys.open('phone-number', userId, sealed)).toString() as E164;

/** The number of a phone factor, masked, and how codes reach it. */
export const shownNumber = (
  { methods }: WithMethods,
  keys: KeyRing,
  userId: UserId,
  { number, channels }: PhoneFactor,
) => ({
  number: maskPhoneNumber(openNumber(keys, userId, number)),
  channels: [...usableChannels(channels, methods)],
});

/** What the limits know a telephone number by. */
export const hashNumber = (keys: KeyRing, number: E164): KeyedHash => keys.hash('phone-number', [number]);

/** The same of each number that the user's codes go to. */
export function hashNumbers(keys: KeyRing, user: User): readonly KeyedHash[] {
  const numbers = sealedNumbers(user).map((number) => openNumber(keys, user.id, number));
  return [...new Set(numbers)].map((number) => hashNumber(keys, number));
}

/** What the limits know the block of a number by. */
export const hashBlock = (keys: KeyRing, number: E164): KeyedHash =>
  keys.hash('number-block', [blockOf(number)]);
