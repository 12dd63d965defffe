/** Telephone numbers out of a user's record, and what the limits know them by. */

import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { E164, UserId } from '../../shared/domain/brand.ts';
import { sealedNumbers } from '../../shared/domain/support.ts';
import type { KeyedHash, Sealed, User } from '../../shared/domain/user.ts';

export const openNumber = (keys: KeyRing, userId: UserId, sealed: Sealed): E164 =>
  Buffer.from(keys.open('phone-number', userId, sealed)).toString() as E164;

/** What the limits know a telephone number by. */
export const hashNumber = (keys: KeyRing, number: string): KeyedHash => keys.hash('phone-number', [number]);

/** The same of each number that the user's codes go to. */
export function hashNumbers(keys: KeyRing, user: User): readonly KeyedHash[] {
  const numbers = sealedNumbers(user).map((number) => openNumber(keys, user.id, number));
  return [...new Set(numbers)].map((number) => hashNumber(keys, number));
}
