/** GET /v1/support/users/{userId}: what support sees of a user. */

import { createLedger, type Ledger, numberRequests } from '../shared/adapters/ledger.ts';
import { systemRandom } from '../shared/adapters/system.ts';
import { supportGetUser } from '../shared/contract/operations/support-get-user.ts';
import { isoTime } from '../shared/contract/time.ts';
import type { UserId } from '../shared/domain/brand.ts';
import { numberRequestLimit } from '../shared/domain/code-request.ts';
import { ok } from '../shared/domain/result.ts';
import { type LimitInForce, limitsInForce } from '../shared/domain/support.ts';
import type { User } from '../shared/domain/user.ts';
import { remaining } from '../shared/domain/window.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import {
  allowDisable,
  type Core,
  core,
  noticesOn,
  serving,
  table,
  type WithKeys,
  withKeys,
} from './common/dependencies.ts';
import { hashNumbers } from './common/numbers.ts';
import { statusOf } from './common/status.ts';

interface Dependencies extends Core, WithKeys {
  readonly ledger: Ledger;
  readonly allowDisable: boolean;
  readonly noticesOn: boolean;
}

export const see =
  (deps: Dependencies): Handle<typeof supportGetUser> =>
  async ({ params }) => {
    const now = deps.clock.now();
    const user = await deps.users.load(params.userId as UserId);
    const { limits, lockedUntil } = limitsInForce(user, deps.policy, now);
    const all = [...limits, ...(await numberLimits(deps, user, now))];
    return ok({
      userId: user.id,
      ...(await statusOf(user, { ...deps, now })),
      limits: all.map((limit) => ({ ...limit, endsAt: isoTime(limit.endsAt) })),
      lockedUntil: lockedUntil === undefined ? null : isoTime(lockedUntil),
      prompt: {
        firstAskedAt: user.prompt.firstAskedAt === undefined ? null : isoTime(user.prompt.firstAskedAt),
        skips: user.prompt.skips,
      },
      notices: noticesTo(user, deps.noticesOn),
    });
  };

/** Messages to the user's numbers, whoever has requested them. */
async function numberLimits({ ledger, policy, ...deps }: Dependencies, user: User, now: number) {
  const keys = await deps.keys();
  const limit = numberRequestLimit(policy);
  const windows = await Promise.all(
    hashNumbers(keys, user).map((hash) => ledger.read(numberRequests(hash), now)),
  );
  return windows.flatMap((window): (Omit<LimitInForce, 'kind'> & { kind: 'number_requests' })[] => {
    if (window === undefined || window.count === 0) return [];
    const { count, endsAt } = window;
    return [
      { kind: 'number_requests', count, max: limit.max, remaining: remaining(window, limit, now), endsAt },
    ];
  });
}

function noticesTo({ contact }: User, on: boolean): 'mail' | 'no_address' | 'off' {
  if (!on) return 'off';
  return contact === undefined ? 'no_address' : 'mail';
}

const store = table();

export const handler = serve(
  supportGetUser,
  serving(),
  see({
    ...core(store),
    ...withKeys(),
    ledger: createLedger(store, systemRandom),
    allowDisable: allowDisable(),
    noticesOn: noticesOn(),
  }),
);
