/**
 * What the log calls a user. It is the same in every line, so that one user's requests can be followed, and nobody gets
 * from it to the `sub`, or tells by it whether a `sub` is in the log, without the service's keys.
 */

import type { KeyedHash, UserId } from './brand.ts';
import type { KeyRing } from './ports/key-ring.ts';

export const pseudonym = (keys: KeyRing, userId: UserId, version?: number): KeyedHash =>
  keys.hash('log', [userId], version);

/** The user's pseudonym under every version of the keys that there is: older lines have an older one. */
export const pseudonyms = (keys: KeyRing, userId: UserId): readonly KeyedHash[] =>
  keys.versions.map((version) => pseudonym(keys, userId, version));
