/** Sends texts through Amazon SNS. */

import { setTimeout as pause } from 'node:timers/promises';
import {
  type MessageAttributeValue,
  PublishCommand,
  SNSClient,
  type SNSClientConfig,
} from '@aws-sdk/client-sns';
import type { TextSender } from '../domain/ports/delivery.ts';
import { watched } from './calls.ts';
import { DELIVERY_DEADLINE_MS, toDeliveryError } from './delivery-failure.ts';

export interface TextSenderOptions {
  /** For the SDK, e.g. region and endpoint. Default: from the environment. */
  readonly config?: SNSClientConfig;
  /** 1 to 11 letters and digits shown as the sender, where the country allows it. Default: SNS's choice. */
  readonly senderId?: string | undefined;
  /** The number to send from, E.164 or a short code. Default: SNS's choice. */
  readonly originationNumber?: string | undefined;
  /** SNS does not send a text that costs more, in US dollars. Default: no cap for the single text. */
  readonly maxPriceUsd?: number | undefined;
}

/** Gives SNS room for a burst to pass without the caller giving up. */
const PAUSE_AFTER_THROTTLE_MS = 400;

/**
 * Publishing has no idempotency token: after a time-out or a broken connection the text may be on its way,
 * and a second try would be a second text. So nothing is retried but a throttle, which is a sure "not sent".
 * And no connection is reused: one that went stale while the function was frozen breaks at the first byte,
 * which looks the same as one that broke after the text was taken.
 */
const NO_SECOND_TEXT = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 6_000,
    // Without it the SDK only warns when the time is over.
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
} as const satisfies SNSClientConfig;

/** Creates the sender; keep it for the life of the execution environment. */
export function createTextSender(options: TextSenderOptions = {}): TextSender {
  const client = watched('SNS', new SNSClient({ ...NO_SECOND_TEXT, ...options.config }));
  const attributes = messageAttributes(options);

  return {
    async sendText({ to, text }) {
      const abortSignal = AbortSignal.timeout(DELIVERY_DEADLINE_MS);
      const publish = () =>
        client.send(new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes }), {
          abortSignal,
        });
      try {
        await publish();
      } catch (thrown) {
        const failure = toDeliveryError(thrown);
        if (failure.kind !== 'throttled') throw failure;
        await pause(PAUSE_AFTER_THROTTLE_MS);
        await publish().catch((again: unknown) => {
          throw toDeliveryError(again);
        });
      }
    },
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
function messageAttributes(options: TextSenderOptions): Record<string, MessageAttributeValue> {
  const { senderId, originationNumber, maxPriceUsd } = options;
  const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
  return {
    // Promotional ones are not delivered to numbers on do-not-call lists, nor with priority.
    'AWS.SNS.SMS.SMSType': text('Transactional'),
    ...(senderId === undefined ? {} : { 'AWS.SNS.SMS.SenderID': text(senderId) }),
    ...(originationNumber === undefined ? {} : { 'AWS.MM.SMS.OriginationNumber': text(originationNumber) }),
    ...(maxPriceUsd === undefined
      ? {}
      : { 'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: String(maxPriceUsd) } }),
  };
}
