/**
 * Sending a code, the same way for an enrolment and a challenge: charge every limit, then send; what could
 * not be sent is taken back and costs nothing, unless a later request has replaced it.
 *
 * The user's own write comes first: it puts the new code in force and starts the half minute in which no
 * other is sent, so of a hundred parallel requests one gets as far as the ledgers and the network.
 */

import { numberRequests, SERVICE_MESSAGES } from '../../shared/adapters/ledger.ts';
import { isoTime } from '../../shared/contract/time.ts';
import type { E164, Millis } from '../../shared/domain/brand.ts';
import {
  noteRefusedNumber,
  numberRequestLimit,
  requestsRemaining,
  serviceMessageLimit,
  withdrawRequest,
} from '../../shared/domain/code-request.ts';
import { DeliveryError, surelyNotSent } from '../../shared/domain/delivery.ts';
import { maskPhoneNumber } from '../../shared/domain/phone-number-mask.ts';
import { type Refusal, refusal } from '../../shared/domain/refusal.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import {
  accept,
  type Channel,
  type KeyedHash,
  type Rule,
  type Sealed,
  type SentCode,
  type User,
} from '../../shared/domain/user.ts';
import { secondsUntil, type Window } from '../../shared/domain/window.ts';
import { log } from '../../shared/observability/log.ts';
import { callAttributes } from '../../shared/wording/call.ts';
import type { Locale } from '../../shared/wording/locale.ts';
import { renderText } from '../../shared/wording/text.ts';
import type { Core } from './dependencies.ts';
import type { Messaging } from './messaging.ts';

export interface Message {
  readonly to: E164;
  /** The same as the record has it, and as the limits know it. */
  readonly sealedNumber: Sealed;
  readonly numberHash: KeyedHash;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly code: string;
  readonly sent: SentCode;
  /** When it was asked for. All limits count from here, so windows that open together end together. */
  readonly requestedAt: Millis;
}

export interface Sent {
  readonly phone: string;
  readonly channel: Channel;
  readonly expiresAt: string;
  readonly resendAt: string;
  readonly requestsRemaining: number;
}

/** @param request charges the user and puts the code in force. */
export async function sendCode(
  deps: Core & Messaging,
  read: User,
  message: Message,
  request: Rule<User>,
): Promise<Result<Sent, Refusal>> {
  const { users, policy } = deps;
  // What was in force right before the request, on the state that the request was applied to.
  let before = read;
  const requested = await users.update(read, (user) => {
    before = user;
    return request(user);
  });
  if (!requested.ok) return requested;

  const after = requested.value;
  const withdraw = (note: (user: User) => User = (user) => user, wait = false) =>
    users.update(after, (user) => {
      const write = note(withdrawRequest(user, { before, after, codeId: message.sent.id, wait }));
      return accept(write, undefined);
    });
  const delivered = await deliver(deps, message).catch(async (error: unknown) => {
    await withdraw();
    throw error;
  });
  if (!delivered.ok) {
    const { refused, fullNumber, wait } = delivered.error;
    await withdraw(
      (user) =>
        fullNumber === undefined
          ? user
          : noteRefusedNumber(user, message.sealedNumber, fullNumber, message.requestedAt),
      wait,
    );
    return err(refused);
  }
  return ok({
    phone: maskPhoneNumber(message.to),
    channel: message.channel,
    expiresAt: isoTime(message.sent.expiresAt),
    resendAt: isoTime(after.limits.resendAt ?? message.requestedAt),
    requestsRemaining: requestsRemaining(after, policy, message.requestedAt),
  });
}

interface Undelivered {
  readonly refused: Refusal;
  /** The number's own window, if that is what refused. */
  readonly fullNumber?: Window;
  /** Whether the pause between two requests stays. */
  readonly wait?: boolean;
}

/** Charges the ledgers and hands the message over. */
async function deliver(deps: Core & Messaging, message: Message): Promise<Result<void, Undelivered>> {
  const { ledger, policy } = deps;
  const { requestedAt: now } = message;
  const number = numberRequests(message.numberHash);
  const charged = await ledger.charge(number, numberRequestLimit(policy), now);
  if (!charged.ok) {
    const fullNumber = charged.error;
    return err({ refused: refusal('too_many_requests', secondsUntil(fullNumber.endsAt, now)), fullNumber });
  }

  const refund = () => ledger.refund(number, charged.value);
  const service = await ledger
    .charge(SERVICE_MESSAGES, serviceMessageLimit(policy), now)
    .catch(async (error: unknown) => {
      await refund();
      throw error;
    });
  if (!service.ok) {
    await refund();
    return err({ refused: paused(service.error, now) });
  }
  try {
    await handOver(deps, message);
    log('message_sent', { channel: message.channel });
    return ok(undefined);
  } catch (error) {
    const kind = error instanceof DeliveryError ? error.kind : undefined;
    if (kind !== undefined) log('delivery_failed', { channel: message.channel, reason: kind });
    await refund();
    if (kind === undefined) throw error;
    // What may have been sent stays in the service's own count, which is the brake on the bill; what surely was
    // not does not, or one account could use the count up, on a number that always fails.
    if (surelyNotSent(kind)) await ledger.refund(SERVICE_MESSAGES, service.value);
    // Nor may it keep the network busy: the pause stays where the very message was refused.
    if (kind !== 'refused') return err({ refused: refusal('delivery_failed') });
    return err({ refused: refusal('delivery_failed', Math.max(1, policy.resendAfter)), wait: true });
  }
}

function paused(window: Window, now: number): Refusal {
  log('delivery_paused', {});
  return refusal('delivery_paused', secondsUntil(window.endsAt, now));
}

async function handOver(deps: Core & Messaging, { to, channel, locale, code, sent }: Message): Promise<void> {
  const { brand, policy, webOtpDomain } = deps;
  switch (channel) {
    case 'sms': {
      const minutes = Math.max(1, Math.floor(policy.sentCodeLifetime / 60));
      const { text } = await renderText({ locale, code, minutes, brand, webOtpDomain });
      return deps.texts.sendText({ to, text });
    }
    case 'call': {
      const calls = await deps.calls();
      const attributes = await callAttributes({ locale, code, brand });
      return calls.placeCall({ to, attributes, clientToken: sent.id });
    }
  }
}
