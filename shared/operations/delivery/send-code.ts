/**
 * Sending a code, the same way for an enrolment and a challenge: charge every limit, then send; what could not be
 * sent is taken back and costs nothing, unless a later request has replaced it.
 *
 * The user's own write comes first: it puts the new code in force and starts the half minute in which no other is
 * sent, so of a hundred parallel requests one gets as far as the shared limits (`charges.ts`) and the network.
 */

import { isoTime } from '../../contract/time.ts';
import type { KeyedHash, Millis, Sealed } from '../../domain/brand.ts';
import {
  countUnsent,
  noteRefusedNumber,
  requestsRemaining,
  withdrawRequest,
} from '../../domain/code-request.ts';
import type { Destination } from '../../domain/destination.ts';
import { maskPhoneNumber } from '../../domain/phone-number-mask.ts';
import { DeliveryError, surelyNotSent } from '../../domain/ports/delivery.ts';
import { refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { accept, type Rule, type User } from '../../domain/user.ts';
import { openWindow } from '../../domain/window.ts';
import { log } from '../../observability/log.ts';
import type { Core, WithPlaceCounter, WithRateLimiter } from '../dependencies.ts';
import { update } from '../update.ts';
import { chargeShared, type Refused } from './charges.ts';
import { type CodeMessage, handOver, type Networks } from './hand-over.ts';

/** As Unicode's region codes have it (UTS #35). */
const UNKNOWN_COUNTRY = 'ZZ';

export type SendDependencies = Core & WithRateLimiter & WithPlaceCounter & Networks;

export interface CodeRequest extends CodeMessage {
  /** The number as the record has it, and as the limits know it. */
  readonly sealedNumber: Sealed;
  readonly numberHash: KeyedHash;
  /** Of the number, ISO 3166-1 alpha-2, where it is known. */
  readonly country: string | undefined;
  /** Where an enrolment's code goes; `undefined` for the number of a customer who is enrolled. */
  readonly destination: Destination | undefined;
  readonly expiresAt: Millis;
  /** When it was asked for. All limits count from here, so windows that open together end together. */
  readonly requestedAt: Millis;
}

/** @param charge charges the user and puts the code in force. */
export async function sendCode(deps: SendDependencies, read: User, request: CodeRequest, charge: Rule<User>) {
  const charged = await update(deps, read, charge);
  if (!charged.ok) return charged;
  const { before, after } = charged.value;
  // The number's window opens with the user's own.
  const opened = openWindow(before.limits.requests, request.requestedAt) !== undefined;

  const delivered = await deliver(deps, request, opened).catch(async (error: unknown) => {
    await withdraw({ wait: false });
    throw error;
  });
  if (!delivered.ok) {
    await withdraw(delivered.error);
    return err(delivered.error.refused);
  }
  return ok({
    phone: maskPhoneNumber(request.to),
    channel: request.channel,
    expiresAt: isoTime(request.expiresAt),
    resendAt: isoTime(after.limits.resendAt ?? request.requestedAt),
    requestsRemaining: requestsRemaining(after, deps.policy, request.requestedAt),
  });

  function withdraw({ wait, fullNumber }: Pick<Undelivered, 'wait' | 'fullNumber'>) {
    return update(deps, after, (user) => {
      const { codeId, sealedNumber, requestedAt } = request;
      const taken = withdrawRequest(user, { before, after, codeId, wait });
      const withdrawn = countUnsent(taken, deps.policy, requestedAt);
      const noted =
        fullNumber === undefined
          ? withdrawn
          : noteRefusedNumber(withdrawn, sealedNumber, fullNumber, requestedAt);
      return accept(noted, undefined);
    });
  }
}

interface Undelivered extends Refused {
  /** Whether the pause between two requests stays. */
  readonly wait: boolean;
}

/** Charges what users share, and hands the message over. */
async function deliver(
  deps: SendDependencies,
  request: CodeRequest,
  opened: boolean,
): Promise<Result<void, Undelivered>> {
  const { policy } = deps;
  const charged = await chargeShared(deps, { ...request, opened });
  if (!charged.ok) return err({ ...charged.error, wait: false });
  const charges = charged.value;

  try {
    await handOver(deps, request);
    log('message_sent', { channel: request.channel, country: request.country ?? UNKNOWN_COUNTRY });
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof DeliveryError)) {
      await charges.refundNumber();
      throw error;
    }
    log('delivery_failed', { channel: request.channel, reason: error.kind });
    // What may have been sent stays in the counts that are a brake on the bill; what surely was not does not, or one
    // account could use a count up, on a number that always fails.
    await (surelyNotSent(error.kind) ? charges.refund() : charges.refundNumber());
    // Nor may it keep the network busy: the pause stays where the very message was refused.
    if (error.kind !== 'refused') return err({ refused: refusal('delivery_failed'), wait: false });
    return err({ refused: refusal('delivery_failed', Math.max(1, policy.resendAfter)), wait: true });
  }
}
