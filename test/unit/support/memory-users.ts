/** Users in memory, changed as in DynamoDB: by one write at a time, each on the version that was read. */

import type { UserStore } from '../../../shared/adapters/user-store.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import type { Clock } from '../../../shared/domain/ports.ts';
import { newUser, type User } from '../../../shared/domain/user.ts';
import { KIM } from './users.ts';

export interface MemoryUsers extends UserStore {
  /** Kim's record as it is now. */
  readonly kim: () => User;
  /** What the writes made happen, in order. */
  readonly events: readonly DomainEvent[];
}

export function memoryUsers(clock: Clock, ...users: readonly User[]): MemoryUsers {
  const records = new Map(users.map((user) => [user.id, { ...user, version: 1 }]));
  const events: DomainEvent[] = [];
  const recordOf = (id: User['id']): User => records.get(id) ?? newUser(id);

  return {
    events,
    kim: () => recordOf(KIM),
    load: async (id) => recordOf(id),
    async update(read, rule) {
      let current = read;
      for (;;) {
        const version = Math.max(current.version + 1, clock.now());
        const { write, result } = rule({ ...current, version, events: [] });
        if (write === undefined) return result;
        // The write is on its way, and others may land before it.
        await Promise.resolve();
        const newest = recordOf(current.id);
        if (newest.version === current.version) {
          records.set(current.id, { ...write, version });
          events.push(...write.events);
          return result;
        }
        current = newest;
      }
    },
  };
}
