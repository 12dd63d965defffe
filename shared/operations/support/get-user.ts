/** GET /v1/support/users/{userId}: what support sees of a user. */

import type { UseCase } from '../../contract/operation.ts';
import type { supportGetUser as operation } from '../../contract/operations/support-get-user.ts';
import { isoTime } from '../../contract/time.ts';
import type { UserId } from '../../domain/brand.ts';
import { numberRequestLimit } from '../../domain/code-request.ts';
import { pseudonyms } from '../../domain/pseudonym.ts';
import { ok } from '../../domain/result.ts';
import { inForce, limitsInForce, supportViewed } from '../../domain/support.ts';
import type { User } from '../../domain/user.ts';
import type { Core, WithDisabling, WithKeys, WithMethods, WithRateLimiter } from '../dependencies.ts';
import { statusOf } from '../enrolment/get-status.ts';
import { hashNumbers } from '../numbers.ts';
import { update } from '../update.ts';

interface Dependencies extends Core, WithKeys, WithRateLimiter, WithDisabling, WithMethods {
  /** Whether customers are told of changes by mail. */
  readonly noticesOn: boolean;
}

export const getUser =
  (deps: Dependencies): UseCase<typeof operation> =>
  async ({ params, caller }) => {
    const now = deps.clock.now();
    const user = await deps.users.load(params.userId as UserId);
    const { limits, lockedUntil } = limitsInForce(user, deps.policy, now);
    const [ofNumbers] = await Promise.all([
      numberLimits(deps, user, now),
      // Nothing is shown without a trace.
      update(deps, user, (current) => supportViewed(current, caller.userId, now)),
    ]);
    const all = [...limits, ...ofNumbers];
    const { firstAskedAt, skips } = user.prompt;
    return ok({
      userId: user.id,
      ...(await statusOf(deps, user, now)),
      limits: all.map((limit) => ({ ...limit, endsAt: isoTime(limit.endsAt) })),
      lockedUntil: lockedUntil === undefined ? null : isoTime(lockedUntil),
      prompt: { firstAskedAt: firstAskedAt === undefined ? null : isoTime(firstAskedAt), skips },
      notices: noticesTo(user, deps.noticesOn),
      pseudonyms: [...pseudonyms(await deps.keys(), user.id)],
    });
  };

/** Messages to the user's numbers, whoever has requested them. */
async function numberLimits({ limiter, policy, keys }: Dependencies, user: User, now: number) {
  const numbers = hashNumbers(await keys(), user);
  const windows = await Promise.all(numbers.map((number) => limiter.read({ of: 'number', number }, now)));
  return windows.flatMap((window) => inForce('number_requests', window, numberRequestLimit(policy), now));
}

function noticesTo({ contact }: User, on: boolean): 'mail' | 'no_address' | 'off' {
  if (!on) return 'off';
  return contact === undefined ? 'no_address' : 'mail';
}
