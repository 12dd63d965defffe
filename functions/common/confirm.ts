/** Confirming an enrolment, the same way for an app and a telephone: prove it, put it in force, answer. */

import type * as z from 'zod/mini';
import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { enabled } from '../../shared/contract/enabled.ts';
import type { Proof } from '../../shared/domain/assertion.ts';
import type { Millis } from '../../shared/domain/brand.ts';
import type { Enabled } from '../../shared/domain/enrolment.ts';
import type { Refusal } from '../../shared/domain/refusal.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { BackupCodes, Rule, Step, User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { newBackupCodes } from './backup-code-set.ts';
import { rememberingContact } from './contact.ts';
import type { Core, WithKeys, WithSigner } from './dependencies.ts';
import { localeOf, type WithLocale } from './locale.ts';
import { prove } from './prove.ts';

export type ConfirmDependencies = Core & WithKeys & WithSigner & WithLocale;

/** How a code confirms the factor that is pending; see `Attempt` for the steps. */
export interface Confirmation<P> {
  readonly charge: Rule<User>;
  readonly compare: (charged: User) => P | undefined;
  /** @param backupCodes to be stored with the first factor. */
  readonly enable: (user: User, proved: P, backupCodes: BackupCodes) => Step<Enabled>;
  readonly proof: (proved: P) => Proof;
  readonly refund: (user: User, charged: User) => User;
  readonly remaining?: (charged: User) => number;
}

interface ConfirmRequest {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export async function confirmEnrolment<P>(
  deps: ConfirmDependencies,
  { caller, headers }: ConfirmRequest,
  confirmationOf: (context: { readonly keys: KeyRing; readonly now: Millis }) => Confirmation<P>,
): Promise<Result<z.output<typeof enabled>, Refusal>> {
  const { users, policy, clock } = deps;
  const [user, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
  const now = clock.now();
  const { enable, ...attempt } = confirmationOf({ keys, now });
  const backupCodes = newBackupCodes({ ...deps, keys }, caller.userId, policy.backupCodeCount, now);

  const proved = await prove(deps, caller, user, {
    ...attempt,
    accept: (current, factor) =>
      rememberingContact(keys, caller, localeOf(deps, headers), (latest) =>
        enable(latest, factor, backupCodes.stored),
      )(current),
  });
  if (!proved.ok) return proved;
  const { value, assertion } = proved.value;
  return ok({
    enabled: true,
    method: value.method,
    ...(value.firstFactor && { backupCodes: backupCodes.shown }),
    assertion,
  });
}
