/** Setting up a phone: its number, a code by text or call, the code entered. */

import { createCodeField } from './code-field.ts';
import { createCodeForm } from './code-form.ts';
import type { Country } from './country.ts';
import { h } from './dom.ts';
import type { Panel } from './panel.ts';
import { createPhoneField } from './phone-field.ts';
import { type Channel, createSendButtons, type Sent } from './send.ts';
import { awaitText } from './web-otp.ts';

export interface PhonePanel extends Panel {
  readonly countries: readonly Country[];
  readonly channels: readonly Channel[];
  /** Whether there is an app to be preferred. */
  readonly preferApp: boolean;
  readonly send: (phoneNumber: string, channel: Channel) => Promise<Sent>;
}

export const phonePanel = ({
  words,
  countries,
  channels,
  preferApp,
  send,
  ...panel
}: PhonePanel): { nodes: HTMLElement[] } => {
  const { messages: t } = words;
  const number = createPhoneField(words, countries);
  const code = createCodeField(t, t.code, t.codeHint);
  const confirm = createCodeForm({
    field: code,
    label: t.turnOn,
    notice: panel.notice(),
    run: panel.run,
    onCode: async (digits) => panel.onConfirm(await panel.confirm(digits)),
  });
  const reading = new AbortController();
  const notice = panel.notice();
  const again = h('p', { hidden: true }, t.noCode);
  const change = h('button', { type: 'button', part: 'link', hidden: true }, t.changeNumber);
  const showNumber = (isShown: boolean): void => {
    number.element.hidden = !isShown;
    again.hidden = isShown;
    change.hidden = isShown;
    confirm.element.hidden = isShown;
  };
  const buttons = createSendButtons({
    words,
    channels,
    notice,
    run: panel.run,
    fields: [number.element, again],
    onSend: async (channel) => {
      const phoneNumber = number.read();
      return phoneNumber === undefined ? undefined : send(phoneNumber, channel);
    },
    onSent: ({ channel }) => {
      showNumber(false);
      code.input.value = '';
      code.input.focus();
      if (channel === 'sms') awaitText(reading.signal, confirm.enter);
    },
    onProblem: ({ code: problem }) => {
      if (/phone_number|invalid_request/.test(problem)) number.refuse();
    },
  });
  change.addEventListener('click', () => {
    showNumber(true);
    buttons.forget();
    number.refuse();
    number.input.ariaInvalid = null;
  });
  showNumber(true);
  const text = preferApp ? `${t.phoneText} ${t.preferApp}` : t.phoneText;
  return {
    nodes: [
      h('p', {}, text),
      buttons.element,
      notice.element,
      confirm.element,
      h('div', { part: 'actions' }, change),
    ],
  };
};
