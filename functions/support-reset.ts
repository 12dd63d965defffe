/** POST /v1/support/users/{userId}/reset: what support does for a customer who lost the device. */

import { createLedger, type Ledger, numberRequests } from '../shared/adapters/ledger.ts';
import { systemRandom } from '../shared/adapters/system.ts';
import { supportReset as operation } from '../shared/contract/operations/support-reset.ts';
import type { UserId } from '../shared/domain/brand.ts';
import { refusal } from '../shared/domain/refusal.ts';
import { err, ok } from '../shared/domain/result.ts';
import { supportReset } from '../shared/domain/support.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { type Core, core, serving, table, type WithKeys, withKeys } from './common/dependencies.ts';
import { hashNumbers } from './common/numbers.ts';

export const reset =
  (deps: Core & WithKeys & { readonly ledger: Ledger }): Handle<typeof operation> =>
  async ({ caller, params, body }) => {
    // A support agent's own account takes a colleague: nobody gets round the second factor alone.
    if (params.userId === caller.userId) return err(refusal('forbidden'));
    const user = await deps.users.load(params.userId as UserId);
    const numbers = hashNumbers(await deps.keys(), user);
    // First what other users share: if it fails, nothing has been reported as done.
    await Promise.all(numbers.map((hash) => deps.ledger.clear(numberRequests(hash))));
    const done = await deps.users.update(user, (current) =>
      supportReset(current, {
        type: 'SupportReset',
        reset: body.reset,
        by: caller.userId,
        reason: body.reason,
        ...(body.reference !== undefined && { reference: body.reference }),
        // The time of this very write: whatever was issued before it is void.
        at: deps.clock.now(),
      }),
    );
    return done.ok ? ok({ reset: body.reset }) : done;
  };

const store = table();

export const handler = serve(
  operation,
  serving(),
  reset({ ...core(store), ...withKeys(), ledger: createLedger(store, systemRandom) }),
);
