/** GET /v1/2fa: the status of the caller's second factor. */

import type * as z from 'zod/mini';
import type { UseCase } from '../../contract/operation.ts';
import type { getStatus as operation } from '../../contract/operations/get-status.ts';
import type { status } from '../../contract/status.ts';
import { isoTime } from '../../contract/time.ts';
import type { Millis } from '../../domain/brand.ts';
import { ok } from '../../domain/result.ts';
import type { User } from '../../domain/user.ts';
import type { Core, WithDisabling, WithKeys, WithMethods } from '../dependencies.ts';
import { shownNumber } from '../numbers.ts';

export const getStatus =
  (deps: Core & WithKeys & WithDisabling & WithMethods): UseCase<typeof operation> =>
  async ({ caller }) => {
    const user = await deps.users.load(caller.userId);
    return ok(await statusOf(deps, user, deps.clock.now()));
  };

/** The status as its owner and support see it. */
export async function statusOf(
  deps: WithKeys & WithDisabling & WithMethods,
  { id, factor, backupCodes, pending }: User,
  now: Millis,
): Promise<z.output<typeof status>> {
  return {
    enabled: factor !== undefined,
    method: factor?.method ?? null,
    phone: factor?.method === 'phone' ? shownNumber(deps, await deps.keys(), id, factor) : null,
    enabledAt: factor === undefined ? null : isoTime(factor.enabledAt),
    backupCodes:
      backupCodes === undefined
        ? null
        : { remaining: backupCodes.hashes.length, generatedAt: isoTime(backupCodes.generatedAt) },
    pending:
      pending === undefined || now >= pending.expiresAt
        ? null
        : { method: pending.method, expiresAt: isoTime(pending.expiresAt) },
    canDisable: deps.allowDisable && factor !== undefined,
  };
}
