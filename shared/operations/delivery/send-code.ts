/**
 * Sending a code, the same way for an enrolment and a challenge: charge every limit, then send; what could not be
 * sent is taken back and costs nothing, unless a later request has replaced it.
 *
 * The user's own write comes first: it puts the new code in force and starts the half minute in which no other is
 * sent, so of a hundred parallel requests one gets as far as the shared limits and the network. Then one write each
 * counts the message for its number and for the whole service.
 */

import { isoTime } from '../../contract/time.ts';
import type { KeyedHash, Millis, Sealed } from '../../domain/brand.ts';
import {
  noteRefusedNumber,
  numberRequestLimit,
  requestsRemaining,
  serviceMessageLimit,
  withdrawRequest,
} from '../../domain/code-request.ts';
import { maskPhoneNumber } from '../../domain/phone-number-mask.ts';
import { DeliveryError, surelyNotSent } from '../../domain/ports/delivery.ts';
import type { Counter } from '../../domain/ports/rate-limiter.ts';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { accept, type Rule, type User } from '../../domain/user.ts';
import { openWindow, secondsUntil, type Window } from '../../domain/window.ts';
import { log } from '../../observability/log.ts';
import type { Core, WithRateLimiter } from '../dependencies.ts';
import { update } from '../update.ts';
import { type CodeMessage, handOver, type Networks } from './hand-over.ts';

export type SendDependencies = Core & WithRateLimiter & Networks;

export interface CodeRequest extends CodeMessage {
  /** The number as the record has it, and as the limits know it. */
  readonly sealedNumber: Sealed;
  readonly numberHash: KeyedHash;
  readonly expiresAt: Millis;
  /** When it was asked for. All limits count from here, so windows that open together end together. */
  readonly requestedAt: Millis;
}

/** @param charge charges the user and puts the code in force. */
export async function sendCode(deps: SendDependencies, read: User, request: CodeRequest, charge: Rule<User>) {
  const charged = await update(deps, read, charge);
  if (!charged.ok) return charged;
  const { before, after } = charged.value;
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
      const withdrawn = withdrawRequest(user, { before, after, codeId: request.codeId, wait });
      const { sealedNumber, requestedAt } = request;
      const noted =
        fullNumber === undefined
          ? withdrawn
          : noteRefusedNumber(withdrawn, sealedNumber, fullNumber, requestedAt);
      return accept(noted, undefined);
    });
  }
}

interface Undelivered {
  readonly refused: Refusal;
  /** The number's own window, if that is what refused. */
  readonly fullNumber?: Window;
  /** Whether the pause between two requests stays. */
  readonly wait: boolean;
}

const SERVICE: Counter = { of: 'service' };

/**
 * Charges what users share, and hands the message over.
 * @param opened whether the number's window is likely to be open: it opens with the user's own.
 */
async function deliver(
  deps: SendDependencies,
  request: CodeRequest,
  opened: boolean,
): Promise<Result<void, Undelivered>> {
  const { limiter, policy } = deps;
  const { requestedAt: now } = request;
  const number: Counter = { of: 'number', number: request.numberHash };
  const charged = await limiter.charge(number, numberRequestLimit(policy), now, opened);
  if (!charged.ok) {
    const refused = refusal('too_many_requests', secondsUntil(charged.error.endsAt, now));
    return err({ refused, fullNumber: charged.error, wait: false });
  }

  const refundNumber = () => limiter.refund(number, charged.value);
  const service = await limiter
    .charge(SERVICE, serviceMessageLimit(policy), now, true)
    .catch(async (error: unknown) => {
      await refundNumber();
      throw error;
    });
  if (!service.ok) {
    await refundNumber();
    log('delivery_paused', {});
    return err({ refused: refusal('delivery_paused', secondsUntil(service.error.endsAt, now)), wait: false });
  }

  try {
    await handOver(deps, request);
    log('message_sent', { channel: request.channel });
    return ok(undefined);
  } catch (error) {
    if (error instanceof DeliveryError) {
      log('delivery_failed', { channel: request.channel, reason: error.kind });
    }
    await refundNumber();
    if (!(error instanceof DeliveryError)) throw error;
    // What may have been sent stays in the service's own count, which is the brake on the bill; what surely was
    // not does not, or one account could use the count up, on a number that always fails.
    if (surelyNotSent(error.kind)) await limiter.refund(SERVICE, service.value);
    // Nor may it keep the network busy: the pause stays where the very message was refused.
    if (error.kind !== 'refused') return err({ refused: refusal('delivery_failed'), wait: false });
    return err({ refused: refusal('delivery_failed', Math.max(1, policy.resendAfter)), wait: true });
  }
}
