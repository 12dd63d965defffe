/** The buttons that send a code to a phone, and how long to wait before they may be pressed again. */

import type { Words } from '../words.ts';
import { fill, h } from './dom.ts';
import type { Notice } from './notice.ts';
import { NothingToTell, type Told } from './problem.ts';
import { countDown, secondsUntil, waitInWords } from './time.ts';

export type Channel = 'sms' | 'call';

/** What the service says of a code on its way. */
export interface Sent {
  readonly phone: string;
  readonly channel: Channel;
  readonly resendAt: string;
}

export interface SendButtonsOptions {
  readonly words: Words;
  readonly channels: readonly Channel[];
  readonly notice: Notice;
  readonly run: (notice: Notice, work: () => Promise<unknown>, button: HTMLElement) => Promise<void>;
  /** What is above the buttons; Enter in it presses the first of them. */
  readonly fields: readonly HTMLElement[];
  /** Gives undefined where there is nothing to send yet. */
  readonly onSend: (channel: Channel) => Promise<Sent | undefined>;
  /** Called once a code is on its way. */
  readonly onSent: (sent: Sent) => void;
  readonly onProblem?: (told: Told) => void;
}

/** No wait is longer unless the service says so. */
const MOST_SECONDS = 120;

export interface SendButtons {
  readonly element: HTMLElement;
  readonly buttons: readonly HTMLButtonElement[];
  /** Says no more where the last code went. */
  forget(): void;
}

export const createSendButtons = (options: SendButtonsOptions): SendButtons => {
  const { words, notice, run } = options;
  const { messages: t, tag } = words;
  const outcome = h('p', { role: 'status', part: 'sent', hidden: true });
  const wait = h('p', { part: 'hint' });
  let stopCounting = (): void => undefined;

  const pause = (seconds: number): void => {
    stopCounting();
    stopCounting = countDown(seconds, (left) => {
      for (const button of buttons) button.disabled = left > 0;
      wait.replaceChildren(...(left > 0 ? fill(t.sendAgainIn, { time: waitInWords(left, tag) }) : []));
    });
  };
  const send = async (channel: Channel): Promise<void> => {
    try {
      const sent = await options.onSend(channel);
      if (sent === undefined) return;
      outcome.hidden = false;
      outcome.replaceChildren(
        ...fill(sent.channel === 'sms' ? t.sentSms : t.sentCall, { number: sent.phone }),
      );
      pause(secondsUntil(sent.resendAt, MOST_SECONDS));
      options.onSent(sent);
    } catch (error) {
      if (error instanceof NothingToTell) throw error;
      const told = notice.tell(error);
      if (told.code === 'resend_too_soon') pause(told.retryAfter ?? 30);
      options.onProblem?.(told);
    }
  };
  const buttons = options.channels.map((channel) =>
    h('button', { type: 'submit', value: channel }, t[channel]),
  );
  const element = h(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        const pressed =
          buttons.find((one) => event instanceof SubmitEvent && one === event.submitter) ?? buttons[0];
        const channel = options.channels.find((one) => one === pressed?.value);
        if (pressed && channel && !pressed.disabled) void run(notice, () => send(channel), pressed);
      },
    },
    outcome,
    options.fields,
    h('div', { part: 'actions' }, buttons),
    wait,
  );
  const forget = (): void => {
    outcome.hidden = true;
    notice.clear();
  };
  return { element, buttons, forget };
};
