/** DELETE /v1/support/users/{userId}: an account was closed, or its owner wants everything erased. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportEraseUser as operation } from '../../contract/operations/support-erase-user.ts';
import type { UserId } from '../../domain/brand.ts';
import type { Erasure } from '../../domain/ports/erasure.ts';
import { refusal } from '../../domain/refusal.ts';
import { err, ok } from '../../domain/result.ts';
import { erased } from '../../domain/support.ts';
import type { Core } from '../dependencies.ts';
import { update } from '../update.ts';

export type EraseDependencies = Pick<Core, 'clock' | 'random' | 'users'> & { readonly erasure: Erasure };

export const eraseUser =
  (deps: EraseDependencies): UseCase<typeof operation> =>
  async ({ caller, params }) => {
    // As with a reset: nobody gets rid of their own trail.
    if (params.userId === caller.userId) return err(refusal('forbidden'));
    await erase(deps, params.userId as UserId, caller.userId);
    return ok(undefined);
  };

/**
 * Erases the user, whatever there is; again, where it was cut short. Throws `Unavailable`.
 *
 * First the record is emptied by a write like any other, which tells the bus. Its version parts what was before from
 * what may come after: the trail goes up to it, and whatever the stream still carries of before finds no trail to be
 * added to. The record goes last, and only if nobody has written since: until then it says that there is more to do.
 * @param by `sub` of who does it; absent for the operator's own command.
 * @returns whether there was a record. A trail may be there without one, and is erased as well.
 */
export async function erase(deps: EraseDependencies, userId: UserId, by?: string): Promise<boolean> {
  const { users, clock, erasure } = deps;
  const read = await users.load(userId);
  const done = await update(deps, read, (user) =>
    erased(user, { type: 'UserErased', ...(by !== undefined && { by }), at: clock.now() }),
  );
  if (!done.ok) throw new Error('An erasure is never refused.');
  const { version } = done.value.after;
  await erasure.trail(userId, version);
  await erasure.record(userId, version);
  return read.version > 0;
}
