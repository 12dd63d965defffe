/** Handing a code over to the network of its channel, in the customer's language. */

import type { E164 } from '../../domain/brand.ts';
import type { Channel } from '../../domain/method.ts';
import type { Policy } from '../../domain/policy.ts';
import type { CallPlacer, TextSender } from '../../domain/ports/delivery.ts';
import { callAttributes } from '../../wording/call.ts';
import type { Locale } from '../../wording/locale.ts';
import { renderText } from '../../wording/text.ts';

/** The networks, and what messages say besides the code. */
export interface Networks {
  readonly texts: TextSender;
  /** Connect's SDK loads on the first call. */
  readonly calls: () => Promise<CallPlacer>;
  readonly brand: string;
  /** Host name of the portal for the WebOTP line. */
  readonly webOtpDomain: string | undefined;
}

export interface CodeMessage {
  readonly to: E164;
  readonly channel: Channel;
  readonly locale: Locale;
  readonly code: string;
  /** The id of the code: with the same one, nothing is sent twice. */
  readonly codeId: string;
}

/** Throws `DeliveryError`. */
export async function handOver(
  { texts, calls, brand, webOtpDomain, policy }: Networks & { readonly policy: Policy },
  { to, channel, locale, code, codeId }: CodeMessage,
): Promise<void> {
  switch (channel) {
    case 'sms': {
      const minutes = Math.max(1, Math.floor(policy.sentCodeLifetime / 60));
      const { text } = await renderText({ locale, code, minutes, brand, webOtpDomain });
      return texts.sendText({ to, text });
    }
    case 'call': {
      const attributes = await callAttributes({ locale, code, brand });
      return (await calls()).placeCall({ to, attributes, clientToken: codeId });
    }
    default:
      return channel satisfies never;
  }
}
