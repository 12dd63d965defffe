/** Account security: what protects the account now, and how to change it. */
import { admit } from '../backend.js';
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h, show } from '../dom.js';
import { dateInWords } from '../time.js';
import { backupCodesView } from './backup-codes.js';
import { choicesOf, enrol } from './enrolment.js';

const methodNames = { totp: 'Authenticator app (TOTP)', phone: 'Text or phone call (SMS/Call)' };

const row = (term, value, ...actions) =>
  h(
    'div',
    { class: 'row' },
    h('dt', {}, term),
    h('dd', { class: 'row-value' }, value),
    h('dd', { class: 'row-actions' }, ...actions),
  );

const badge = (isOn) => h('span', { class: `badge ${isOn ? 'on' : 'off'}` }, isOn ? 'On' : 'Off');

const offCard = ({ notice, actions }) => [
  h(
    'p',
    {},
    'Two-factor authentication asks for a code besides your password when you sign in, so a stolen password ' +
      'alone opens nothing.',
  ),
  createButton({ label: 'Turn on', notice, onClick: () => actions.enrol(), kind: 'primary' }),
];

const cannotTurnOff = () =>
  h(
    'p',
    { class: 'hint' },
    'Two-factor authentication cannot be turned off: it keeps whoever learns your password out of your account. ' +
      'You can change the method at any time.',
  );

/** What can be set up in place of what there is, of `totp` and `phone`: the same kind anew, or the other. */
const changes = (method, methods, button, enrol) => {
  const offered = {
    totp: methods.includes('totp'),
    phone: methods.includes('sms') || methods.includes('call'),
  };
  const other = method === 'totp' ? 'phone' : 'totp';
  return [
    offered[method] && button(method === 'totp' ? 'Replace device' : 'Change number', () => enrol(method)),
    offered[other] && button(`Switch to ${choicesOf(methods)[other].label}`, () => enrol(other)),
  ];
};

const onCard = ({ status, methods, notice, actions }) => {
  const button = (label, onClick) => createButton({ label, notice, onClick });
  const { method, phone, enabledAt, backupCodes } = status;
  return [
    h(
      'dl',
      { class: 'rows' },
      row(
        'Method',
        h('span', {}, methodNames[method], h('small', {}, `since ${dateInWords(enabledAt)}`)),
        ...changes(method, methods, button, actions.enrol),
      ),
      phone && row('Phone number', phone.number),
      backupCodes &&
        row(
          'Backup codes',
          h(
            'span',
            {},
            `${backupCodes.remaining} of 10 left`,
            h('small', {}, `made ${dateInWords(backupCodes.generatedAt)}`),
          ),
          button('Replace all', actions.replaceBackupCodes),
        ),
    ),
    backupCodes &&
      backupCodes.remaining <= 2 &&
      h('p', { class: 'warning' }, 'Few backup codes are left. Replace them soon.'),
    status.canDisable ? button('Turn off', actions.turnOff) : cannotTurnOff(),
  ];
};

/**
 * The backend admits this session anew and ends the customer's others. The factor has changed whether or not that
 * succeeds, and the backup codes must be shown.
 */
const endOtherSessions = ({ assertion }) => admit(assertion).catch(() => undefined);

/** @param withStepUp See step-up.js. */
export const showSecurity = async ({ api, methods, withStepUp }) => {
  const status = await api.status();
  const notice = createNotice();
  const reload = () => showSecurity({ api, methods, withStepUp });
  const actions = {
    enrol: (start) =>
      enrol({
        api,
        methods,
        start,
        withStepUp: (call) => withStepUp('Your second factor is about to change.', call),
        onEnabled: endOtherSessions,
        onDone: reload,
        onCancel: reload,
      }),
    replaceBackupCodes: async () => {
      const { backupCodes } = await withStepUp('New backup codes replace all the old ones.', (assertion) =>
        api.replaceBackupCodes(assertion),
      );
      show(backupCodesView({ codes: backupCodes, onDone: reload }));
    },
    turnOff: async () => {
      await withStepUp('Two-factor authentication is about to be turned off.', (assertion) =>
        api.turnOff(assertion),
      );
      await reload();
    },
  };
  show(
    h(
      'div',
      { class: 'page' },
      h('h1', {}, 'Security'),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, 'Two-factor authentication ', badge(status.enabled)),
        status.enabled ? onCard({ status, methods, notice, actions }) : offCard({ notice, actions }),
        notice.element,
      ),
    ),
  );
};
