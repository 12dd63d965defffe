/** The two buttons that send a code to a phone, and how long to wait before they may be pressed again. */
import { announce, h } from '../dom.js';
import { countDown, inSeconds } from '../time.js';
import { runBusy } from './form.js';

const names = { sms: 'SMS', call: 'Call' };

/** A sentence on where a code went; `sent` is the service's answer to sending it. */
const sentInWords = ({ phone, channel }) =>
  channel === 'sms' ? `We sent a text message to ${phone}.` : `We are calling ${phone}.`;

/**
 * @param channels Which of `sms` and `call` to offer.
 * @param onSend Sends by a channel and gives the service's `{phone, channel, resendAt, requestsRemaining}`.
 * @param onSent Called once a code is on its way.
 */
export const createChannelButtons = ({ channels, notice, onSend, onSent }) => {
  const outcome = h('p', { class: 'sent' });
  const wait = h('p', { class: 'wait' });

  const pause = (until) =>
    countDown(wait, until, (left) => {
      for (const button of buttons) button.disabled = left > 0;
      wait.textContent = left > 0 ? `You can ask for another code in ${left} s.` : '';
    });

  const send = async (channel) => {
    const sent = await onSend(channel).catch((problem) => {
      if (problem.code === 'resend_too_soon') pause(inSeconds(problem.retryAfter ?? 30));
      throw problem;
    });
    outcome.textContent = sentInWords(sent);
    announce(outcome.textContent);
    onSent(sent);
    pause(sent.resendAt);
  };

  const buttons = channels.map((channel) => {
    const button = h(
      'button',
      {
        type: 'button',
        class: 'secondary',
        onclick: () => void runBusy(button, notice, () => send(channel)),
      },
      names[channel],
    );
    return button;
  });
  return h('div', { class: 'channels' }, h('div', { class: 'buttons' }, buttons), outcome, wait);
};
