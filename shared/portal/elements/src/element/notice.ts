/** The place in a view where problems are told. */

import type { Words } from '../words.ts';
import { fill, h } from './dom.ts';
import { locks, needsSupport, type Told, tell } from './problem.ts';
import { countDown, waitInWords } from './time.ts';

export interface Notice {
  readonly element: HTMLElement;
  /** Tells of a problem. */
  tell(error: unknown): Told;
  /** Tells that codes are refused for so many seconds, with `way`, the way in that is left. */
  tellLock(told: Told, seconds: number | undefined, way: HTMLElement | undefined): void;
  clear(): void;
}

export const createNotice = ({ messages, tag }: Words): Notice => {
  // The alert stays in the page and only its text changes: that is what screen readers announce reliably.
  const text = h('p', { role: 'alert' });
  const more = h('div', { part: 'more' });
  const element = h('div', { part: 'notice', hidden: true }, text, more);
  let stopCounting = (): void => undefined;

  const clear = (): void => {
    stopCounting();
    element.hidden = true;
    text.replaceChildren();
    more.replaceChildren();
  };
  const addWait = (seconds: number): void => {
    const wait = h('p', { part: 'wait' });
    stopCounting = countDown(seconds, (left) => {
      if (!element.isConnected && left < seconds) return stopCounting();
      wait.replaceChildren(
        ...(left > 0 ? fill(messages.waitFor, { time: waitInWords(left, tag) }) : [messages.tryNow]),
      );
    });
    more.append(wait);
  };
  /** What support will ask for; how to reach it is said beside the notice. */
  const addReference = ({ requestId }: Told): void => {
    if (requestId !== undefined) more.append(h('p', {}, fill(messages.reference, { id: requestId })));
  };
  return {
    element,
    clear,
    tell(error) {
      clear();
      const told = tell(error, messages);
      element.hidden = false;
      element.dataset.part = locks(told) ? 'lock' : 'notice';
      const { triesLeft, retryAfter } = told;
      text.append(told.text);
      if (triesLeft !== undefined && triesLeft > 0)
        text.append(' ', ...fill(messages.triesLeft, { n: triesLeft }), '.');
      if (retryAfter !== undefined && told.code !== 'resend_too_soon') addWait(retryAfter);
      if (needsSupport(told)) addReference(told);
      return told;
    },
    tellLock(told, seconds, way) {
      clear();
      element.hidden = false;
      element.dataset.part = 'lock';
      text.append(told.triesLeft === 0 ? messages.problems.too_many_attempts : told.text);
      if (seconds !== undefined) addWait(seconds);
      if (way) more.append(h('p', {}, messages.locked), h('p', {}, way));
      addReference(told);
    },
  };
};
