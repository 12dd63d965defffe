/** Turning two-factor authentication on, or moving it to another method: choose, prove, save the backup codes. */
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h, show } from '../dom.js';
import { backupCodesView } from './backup-codes.js';
import { authenticatorView } from './set-up-authenticator.js';
import { phoneView } from './set-up-phone.js';

const channelNames = { sms: 'SMS', call: 'Call' };
const channelTitles = { sms: 'Text message', call: 'Phone call' };

/** The kinds of factor in words; `methods` are those offered, of `totp`, `sms` and `call`. */
export const choicesOf = (methods) => ({
  totp: {
    label: 'TOTP',
    title: 'Authenticator app',
    tag: 'Recommended',
    text: 'An app on your phone shows a new code every 30 seconds. Works without a signal.',
  },
  phone: {
    label: wordsFor(channelNames, methods).join('/'),
    title:
      wordsFor(channelTitles, methods).length > 1
        ? 'Text or phone call'
        : wordsFor(channelTitles, methods)[0],
    text:
      'We send a code to your phone. Texts and calls can be intercepted or diverted by somebody who takes ' +
      `over your number${methods.includes('totp') ? ', so prefer the app if you can' : ''}.`,
  },
});

const wordsFor = (words, methods) =>
  Object.keys(words)
    .filter((word) => methods.includes(word))
    .map((word) => words[word]);

const choiceButton = (choice, methods, notice, onChoose) => {
  const { label, title, tag, text } = choicesOf(methods)[choice];
  return createButton({
    kind: 'choice',
    notice,
    onClick: () => onChoose(choice),
    label: h(
      'span',
      { class: 'choice-body' },
      h('strong', {}, label, tag && h('span', { class: 'tag' }, tag)),
      h('span', { class: 'choice-title' }, title),
      h('span', { class: 'choice-text' }, text),
    ),
  });
};

const chooseView = ({ offered, methods, onChoose, onCancel }) => {
  const notice = createNotice();
  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, 'Choose your second factor'),
    h(
      'div',
      { class: 'stack' },
      offered.map((choice) => choiceButton(choice, methods, notice, onChoose)),
    ),
    notice.element,
    createButton({ label: 'Not now', notice, onClick: onCancel, kind: 'link quiet' }),
  );
};

/**
 * @param methods What the service offers, of `totp`, `sms` and `call`.
 * @param withStepUp Runs a call that may need the current factor first; see step-up.js. Without it, none is needed.
 * @param onEnabled Called with the service's answer, before any backup codes are shown.
 * @param start `totp` or `phone` to skip the choice.
 */
export const enrol = async ({ api, methods, withStepUp, onEnabled, onDone, onCancel, start }) => {
  const channels = methods.filter((method) => method === 'sms' || method === 'call');
  const offered = [methods.includes('totp') && 'totp', channels.length > 0 && 'phone'].filter(Boolean);
  const steppedUp = withStepUp ?? ((call) => call(undefined));

  const finish = async (enabled) => {
    await onEnabled?.(enabled);
    if (!enabled.backupCodes) return onDone();
    return show(backupCodesView({ codes: enabled.backupCodes, onDone }));
  };
  const back = start ? onCancel : () => show(chooseView({ offered, methods, onChoose, onCancel }));
  const onChoose = async (choice) => {
    if (choice === 'totp') {
      const pending = await steppedUp((assertion) => api.startTotp(assertion));
      return show(
        authenticatorView({
          pending,
          onConfirm: async (code) => finish(await api.confirmTotp(code)),
          onBack: back,
        }),
      );
    }
    return show(
      phoneView({
        channels,
        onSend: (number, channel) => steppedUp((assertion) => api.startPhone(number, channel, assertion)),
        onConfirm: async (code) => finish(await api.confirmPhone(code)),
        onBack: back,
      }),
    );
  };
  return start ? onChoose(start) : back();
};
