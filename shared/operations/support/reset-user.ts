/** POST /v1/support/users/{userId}/reset: what support does for a customer who lost the device. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportReset as operation } from '../../contract/operations/support-reset.ts';
import type { UserId } from '../../domain/brand.ts';
import { refusal } from '../../domain/refusal.ts';
import { err, ok } from '../../domain/result.ts';
import { supportReset } from '../../domain/support.ts';
import type { Core, WithKeys, WithRateLimiter } from '../dependencies.ts';
import { hashNumbers } from '../numbers.ts';
import { update } from '../update.ts';

export const resetUser =
  (deps: Core & WithKeys & WithRateLimiter): UseCase<typeof operation> =>
  async ({ caller, params, body }) => {
    // A support agent's own account takes a colleague: nobody gets round the second factor alone.
    if (params.userId === caller.userId) return err(refusal('forbidden'));
    const [read, keys] = await Promise.all([deps.users.load(params.userId as UserId), deps.keys()]);
    const done = await update(deps, read, (user) => {
      const event = {
        type: 'SupportReset',
        reset: body.reset,
        by: caller.userId,
        reason: body.reason,
        ...(body.reference !== undefined && { reference: body.reference }),
        // The time of this very write: whatever was issued before it is void.
        at: deps.clock.now(),
      } as const;
      return supportReset(user, event, deps.policy);
    });
    if (!done.ok) return done;
    // The record and its event come first: a limit that others share is not lifted without a trace.
    const numbers = hashNumbers(keys, done.value.before);
    await Promise.all(numbers.map((number) => deps.limiter.clear({ of: 'number', number })));
    return ok({ reset: body.reset });
  };
