/** The networks that carry codes: they note what they are handed, and fail as told. */

import type { CallPlacer, TextSender } from '../../../shared/domain/ports/delivery.ts';

export interface FakeNetwork {
  readonly texts: TextSender;
  readonly calls: () => Promise<CallPlacer>;
  /** What was handed over, whether or not it was taken. */
  readonly handedOver: readonly (
    | ({ readonly channel: 'sms' } & Parameters<TextSender['sendText']>[0])
    | ({ readonly channel: 'call' } & Parameters<CallPlacer['placeCall']>[0])
  )[];
  /** What each message that is handed over from now on meets; it fails if this throws. */
  readonly meets: (answer: () => void | Promise<void>) => void;
  readonly fails: (error: Error) => void;
}

export function fakeNetwork(): FakeNetwork {
  const handedOver: FakeNetwork['handedOver'][number][] = [];
  let answer: () => void | Promise<void> = () => undefined;
  const take = async (message: (typeof handedOver)[number]) => {
    handedOver.push(message);
    await answer();
  };
  return {
    handedOver,
    texts: { sendText: (text) => take({ channel: 'sms', ...text }) },
    calls: async () => ({ placeCall: (call) => take({ channel: 'call', ...call }) }),
    meets: (next) => {
      answer = next;
    },
    fails: (error) => {
      answer = () => {
        throw error;
      };
    },
  };
}
