/**
 * Places calls through Amazon Connect. Its SDK is the slowest to load of all: import this file only when a
 * call is to be placed (`await import('./connect.ts')`).
 */

import {
  ConnectClient,
  type ConnectClientConfig,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import type { CallPlacer } from '../domain/ports/delivery.ts';
import { watched } from './calls.ts';
import { DELIVERY_DEADLINE_MS, toDeliveryError } from './delivery-failure.ts';

export interface CallPlacerOptions {
  /** For the SDK, e.g. region and endpoint. Default: from the environment. */
  readonly config?: ConnectClientConfig;
  readonly instanceId: string;
  readonly contactFlowId: string;
  /** The number to call from, E.164, claimed by the instance. Default: the queue's. */
  readonly sourcePhoneNumber?: string | undefined;
  /** The queue whose caller id is shown. Needed where there is no source number. */
  readonly queueId?: string | undefined;
}

/** Two tries of 3 seconds fit the deadline; the client token makes the second one safe. */
const TWO_TRIES = {
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 3_000,
    // Without it the SDK only warns when the time is over.
    throwOnRequestTimeout: true,
  },
} as const satisfies ConnectClientConfig;

/** Creates the placer; keep it for the life of the execution environment. */
export function createCallPlacer(options: CallPlacerOptions): CallPlacer {
  const { config, instanceId, contactFlowId, sourcePhoneNumber, queueId } = options;
  if (sourcePhoneNumber === undefined && queueId === undefined) {
    throw new RangeError('A call needs a source phone number or a queue');
  }
  const client = watched('Connect', new ConnectClient({ ...TWO_TRIES, ...config }));

  return {
    async placeCall({ to, attributes, clientToken }) {
      const command = new StartOutboundVoiceContactCommand({
        InstanceId: instanceId,
        ContactFlowId: contactFlowId,
        DestinationPhoneNumber: to,
        SourcePhoneNumber: sourcePhoneNumber,
        QueueId: queueId,
        ClientToken: clientToken,
        Attributes: { ...attributes },
      });
      try {
        await client.send(command, { abortSignal: AbortSignal.timeout(DELIVERY_DEADLINE_MS) });
      } catch (thrown) {
        throw toDeliveryError(thrown);
      }
    },
  };
}
