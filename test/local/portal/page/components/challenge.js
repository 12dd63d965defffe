/** The second factor asked for: a code from the app, from the phone, or a backup code. */
import { h } from '../dom.js';
import { endsChallenge } from '../problems.js';
import { createChannelButtons } from './channels.js';
import { createCodeForm } from './code-form.js';
import { createBackupCodeField, createCodeField } from './field.js';
import { createNotice } from './notice.js';

/**
 * @param challenge The service's `{challengeId, methods, phone}`.
 * @param remark A sentence to open with, e.g. why there is a new challenge.
 * @param onVerified Called with its `{assertion, method, backupCodesRemaining}`.
 * @param onEnded Called with the problem when only a new challenge helps.
 */
export const createChallenge = ({ api, challenge, remark, onVerified, onEnded }) => {
  const element = h('div', { class: 'challenge' });

  const verify = (method, code) =>
    api.verify(challenge.challengeId, method, code).then(onVerified, (problem) => {
      if (endsChallenge(problem)) return onEnded(problem);
      throw problem;
    });

  const codeForm = (method, field, notice) =>
    createCodeForm({ label: 'Confirm', field, notice, onCode: (code) => verify(method, code) });

  const parts = {
    totp() {
      const field = createCodeField('Code from your authenticator app', 'The 6 digits that it shows now.');
      return [codeForm('totp', field)];
    },
    phone() {
      const notice = createNotice();
      const field = createCodeField('Code', 'The 6 digits that you received.');
      const form = codeForm('phone', field, notice);
      form.hidden = true;
      const sendNotice = createNotice();
      const send = createChannelButtons({
        channels: challenge.phone?.channels ?? ['sms', 'call'],
        notice: sendNotice,
        onSend: (channel) => api.sendCode(challenge.challengeId, channel),
        onSent: () => {
          form.hidden = false;
          notice.clear();
          field.input.value = '';
          field.input.focus();
        },
      });
      const number = challenge.phone?.number ?? 'your phone';
      return [h('p', {}, `How shall we send a code to ${number}?`), send, sendNotice.element, form];
    },
    backup_code() {
      return [codeForm('backup_code', createBackupCodeField())];
    },
  };

  const switchLabels = {
    totp: 'Use the authenticator app',
    phone: 'Use a text or a call',
    backup_code: 'Use a backup code',
  };

  const use = (method) => {
    const others = challenge.methods.filter((other) => other !== method);
    element.replaceChildren(
      ...(remark ? [h('p', { class: 'warning' }, remark)] : []),
      ...parts[method](),
      h(
        'p',
        { class: 'switches' },
        others.map((other) =>
          h('button', { type: 'button', class: 'link', onclick: () => use(other) }, switchLabels[other]),
        ),
      ),
    );
    element.querySelector('[data-focus]')?.focus();
  };
  use(challenge.methods.find((method) => method !== 'backup_code') ?? 'backup_code');
  return element;
};
