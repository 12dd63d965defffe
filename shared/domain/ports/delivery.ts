/** Ports to the networks that carry codes, and the one way in which they fail. */

import type { E164 } from '../brand.ts';

/**
 * - `throttled`: too much at once, later will do
 * - `unavailable`: the network or its interface is out of order
 * - `refused`: this message to this destination will never be taken
 * - `timeout`: no answer in time; the message may or may not have left
 */
export type DeliveryFailure = 'throttled' | 'unavailable' | 'refused' | 'timeout';

/** Whether the message is known to have gone nowhere; otherwise it may be on its way. */
export const surelyNotSent = (failure: DeliveryFailure): boolean =>
  failure === 'throttled' || failure === 'refused';

/** Says how a delivery failed. By construction it carries neither number nor text, so it may be logged. */
export class DeliveryError extends Error {
  readonly kind: DeliveryFailure;

  constructor(kind: DeliveryFailure) {
    super(`Delivery failed: ${kind}`);
    this.name = 'DeliveryError';
    this.kind = kind;
  }
}

export interface TextSender {
  /**
   * Hands a text over, at most once; it answers within 8 seconds.
   *
   * @throws {DeliveryError}
   */
  sendText(message: { readonly to: E164; readonly text: string }): Promise<void>;
}

export interface CallPlacer {
  /**
   * Has a number called; it answers within 8 seconds, and before anybody has picked up.
   *
   * @param call.attributes what the contact flow speaks, see `callAttributes`
   * @param call.clientToken a call with the same token is placed once, however often this is called
   * @throws {DeliveryError}
   */
  placeCall(call: {
    readonly to: E164;
    readonly attributes: Readonly<Record<string, string>>;
    readonly clientToken: string;
  }): Promise<void>;
}
