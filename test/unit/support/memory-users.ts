/** Users in memory, changed as in DynamoDB: by one write at a time, each on the version that was read. */

import type { DomainEvent } from '../../../shared/domain/event.ts';
import type { UserStore } from '../../../shared/domain/ports/user-store.ts';
import { newUser, type User } from '../../../shared/domain/user.ts';
import { KIM } from './users.ts';

export interface MemoryUsers extends UserStore {
  /** Kim's record as it is now. */
  readonly kim: () => User;
  /** Puts the record in the place of whatever there is. */
  readonly put: (user: User) => void;
  /** What the writes made happen, in order. */
  readonly events: readonly DomainEvent[];
  /** How many writes have landed. */
  readonly landed: () => number;
  /** What each write from now on meets before it lands or loses; it fails if this throws. */
  readonly meets: (answer: (next: User) => void | Promise<void>) => void;
}

export function memoryUsers(...users: readonly User[]): MemoryUsers {
  const records = new Map(users.map((user) => [user.id, { ...user, version: 1 }]));
  const events: DomainEvent[] = [];
  let landed = 0;
  let answer: (next: User) => void | Promise<void> = () => undefined;
  const recordOf = (id: User['id']): User => records.get(id) ?? newUser(id);

  return {
    events,
    kim: () => recordOf(KIM),
    put: (user) => void records.set(user.id, user),
    landed: () => landed,
    meets: (next) => {
      answer = next;
    },
    load: async (id) => recordOf(id),
    async replace(read, next) {
      // The write is on its way, and others may land before it.
      await answer(next);
      const newest = recordOf(read.id);
      if (newest.version !== read.version) return newest;
      records.set(next.id, next);
      events.push(...next.events);
      landed += 1;
      return undefined;
    },
  };
}
