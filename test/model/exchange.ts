/** A request and its answer, as seen from outside, with what is known of the way between. */

import type { Action } from './action.ts';
import type { Connection, Landing } from './connection.ts';
import type { Answer, Sent } from './customer.ts';
import type { Handed } from './service.ts';

export interface Exchange {
  readonly action: Action;
  readonly sent: Sent;
  readonly answer: Answer;
  /** When it was asked and answered. */
  readonly from: number;
  readonly to: number;
  /** How many writes of the user had landed when it was answered. */
  readonly answeredAt: number;
  readonly landings: readonly Landing[];
  readonly met: Connection['met'];
  readonly handed: readonly Handed[];
}

/** Whether it may have changed something of which the caller was not told. */
export const isUntold = ({ answer, landings }: Exchange): boolean =>
  answer.is === 'unavailable' && landings.length > 0;

/** Whether a call of its to the service had trouble. */
export const hadTrouble = ({ met }: Exchange, service: Connection['met'][number]['service']): boolean =>
  met.some((one) => one.service === service);

/** Whether a call's outcome never came back: done or not, the caller can't know. */
export const lostAnAnswer = ({ met }: Exchange): boolean =>
  met.some(({ trouble }) => trouble === 'answers lost' || trouble === 'lands late');

/** Whether a code was tried that counts against the limits of codes that can be guessed. */
export const triesCode = ({ action }: Exchange): boolean =>
  action.do === 'confirm app' ||
  action.do === 'confirm phone' ||
  action.do === 'answer by app' ||
  action.do === 'answer by phone';

export const asksForMessage = ({ action }: Exchange): boolean =>
  action.do === 'start phone' || action.do === 'send code';

/** Says what is wrong. */
export type Complain = (text: string) => void;
