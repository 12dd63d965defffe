/** Where the records of users' second factors are kept. */

import type { UserId } from '../brand.ts';
import type { User } from '../user.ts';

export interface UserStore {
  /** The newest state; throws `Unavailable`. */
  load(id: UserId): Promise<User>;
  /**
   * Writes `next` in the place of `read`, if no other write has come first: `undefined` if it landed, else the state
   * that the other write has left. Throws `Unavailable`; where no answer came in time, the write may have landed.
   * @param next its version is higher than that of `read`.
   */
  replace(read: User, next: User): Promise<User | undefined>;
}
