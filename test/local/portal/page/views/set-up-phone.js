/** Setting up a phone: its number, a code by text or call, the code entered. */
import { createChannelButtons } from '../components/channels.js';
import { createCodeForm } from '../components/code-form.js';
import { createCodeField, createField, required } from '../components/field.js';
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h } from '../dom.js';

/**
 * @param onSend Called with the number as typed and the channel; gives the service's answer.
 * @param onConfirm Called with the six digits.
 */
export const phoneView = ({ channels, onSend, onConfirm, onBack }) => {
  const sendNotice = createNotice();
  const codeNotice = createNotice();
  const number = createField({
    label: 'Phone number',
    hint: 'With the country code, such as +1 202 555 0100.',
    type: 'tel',
    autocomplete: 'tel',
    check: required('your phone number'),
    'data-focus': true,
  });
  const code = createCodeField('Code', 'The 6 digits that you received.');
  const confirm = createCodeForm({ label: 'Turn on', field: code, notice: codeNotice, onCode: onConfirm });
  confirm.hidden = true;

  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, 'Set up your phone'),
    number.element,
    createChannelButtons({
      channels,
      notice: sendNotice,
      onSend: (channel) => onSend(number.read(), channel),
      onSent: () => {
        confirm.hidden = false;
        codeNotice.clear();
        code.input.value = '';
        code.input.focus();
      },
    }),
    sendNotice.element,
    confirm,
    createButton({ label: 'Back', notice: sendNotice, onClick: onBack, kind: 'link quiet' }),
  );
};
