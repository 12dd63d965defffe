/** The networks that codes leave by, built from the environment of the function. */

import type { CallPlacerOptions } from '../../shared/adapters/connect.ts';
import { createTextSender } from '../../shared/adapters/sns.ts';
import type { CallPlacer, TextSender } from '../../shared/domain/ports/delivery.ts';
import * as variables from '../../shared/environment/variables.ts';
import type { Networks } from '../../shared/operations/delivery/hand-over.ts';

const env = process.env;

/** Those that the operator offers; nothing is sent by another. */
export function withNetworks(): Networks {
  const methods = variables.METHODS.read(env);
  return {
    texts: methods.includes('sms') ? textSender() : { sendText: notOffered },
    calls: methods.includes('call') ? callPlacers() : notOffered,
    brand: variables.BRAND.read(env),
    webOtpDomain: variables.WEB_OTP_DOMAIN.read(env),
  };
}

const notOffered = (): Promise<never> =>
  Promise.reject(new Error('The operator does not offer this network.'));

const textSender = (): TextSender =>
  createTextSender({
    senderId: variables.TEXT_SENDER_ID.read(env),
    originationNumber: variables.TEXT_ORIGINATION_NUMBER.read(env),
    maxPriceUsd: variables.TEXT_MAX_PRICE_USD.read(env),
  });

function callPlacers(): Networks['calls'] {
  const region = variables.CALL_REGION.read(env);
  const placement: CallPlacerOptions = {
    ...(region !== undefined && { config: { region } }),
    instanceId: variables.CALL_INSTANCE_ID.read(env),
    contactFlowId: variables.CALL_CONTACT_FLOW_ID.read(env),
    sourcePhoneNumber: variables.CALL_SOURCE_PHONE_NUMBER.read(env),
    queueId: variables.CALL_QUEUE_ID.read(env),
  };
  let placer: Promise<CallPlacer> | undefined;
  return () => {
    placer ??= callPlacer(placement);
    return placer;
  };
}

/** Connect's SDK is the slowest to load of all, so only a call loads it. */
async function callPlacer(options: CallPlacerOptions): Promise<CallPlacer> {
  const { createCallPlacer } = await import('../../shared/adapters/connect.ts');
  return createCallPlacer(options);
}
