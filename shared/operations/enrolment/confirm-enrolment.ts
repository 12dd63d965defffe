/** Confirming an enrolment, the same way for an app and a telephone: the rule puts it in force, once signed for. */

import type * as z from 'zod/mini';
import type { enabled } from '../../contract/enabled.ts';
import type { Headers } from '../../contract/operation.ts';
import { verifiedAssertion, voidAssertion } from '../../domain/assertion.ts';
import { newBackupCodes } from '../../domain/backup-codes.ts';
import type { Caller } from '../../domain/caller.ts';
import type { ConfirmContext, Enabled } from '../../domain/enrolment.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Step, User } from '../../domain/user.ts';
import { assertionFacts } from '../assertion-facts.ts';
import type { Core, WithKeys, WithLocale, WithSigner } from '../dependencies.ts';
import { localeOf } from '../locale.ts';
import { updateSigned } from '../update-signed.ts';

export type ConfirmDependencies = Core & WithKeys & WithSigner & WithLocale;

interface ConfirmRequest {
  readonly caller: Caller;
  readonly headers: Headers;
  readonly body: { readonly code: string };
}

/** @param confirm the rule of the method. */
export async function confirmEnrolment(
  deps: ConfirmDependencies,
  { caller, headers, body }: ConfirmRequest,
  confirm: (user: User, code: string, context: ConfirmContext) => Step<Enabled>,
): Promise<Result<z.output<typeof enabled>, Refusal>> {
  const { users, policy, clock, random } = deps;
  const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
  const now = clock.now();
  const codes = newBackupCodes(caller.userId, { random, keys, count: policy.backupCodeCount, now });
  const locale = localeOf(deps, headers);
  const context = { keys, policy, now, caller, locale, backupCodes: codes.stored };

  const confirmed = await updateSigned(deps, read, (user) => confirm(user, body.code, context), {
    // Signed before the write, so that no backup codes are in force that the customer was never shown; and for a
    // wrong code as well, so that the time of an answer tells nothing.
    signFirst: true,
    claims: ({ result, write }) => {
      if (write === undefined) return undefined;
      const facts = assertionFacts(deps, caller, write);
      return result.ok ? verifiedAssertion(facts, result.value.proof, 'enrollment') : voidAssertion(facts);
    },
  });
  if (!confirmed.ok) return confirmed;
  const { value, assertion } = confirmed.value;
  return ok({
    enabled: true,
    method: value.proof.method,
    ...(value.firstFactor && { backupCodes: codes.shown }),
    assertion,
  });
}
