/** The customer's first page inside. */
import { readOverview } from '../backend.js';
import { h, show } from '../dom.js';

const how = {
  verified: { totp: 'authenticator app', phone: 'phone', backup_code: 'backup code' },
  exempt: 'no second factor asked',
  skipped: 'second factor skipped for now',
};

const howInWords = ({ outcome, method }) => {
  const words = how[outcome];
  return typeof words === 'string' ? words : `confirmed by ${words[method] ?? 'second factor'}`;
};

const lineCard = ({ label, plan, usedGb, ofGb }) =>
  h(
    'li',
    { class: 'card line' },
    h('h3', {}, label),
    h('p', { class: 'hint' }, plan),
    h('p', { class: 'figure' }, `${usedGb} GB`, h('small', {}, ofGb ? `of ${ofGb} GB` : 'used, no limit')),
    ofGb && h('meter', { min: 0, max: ofGb, value: usedGb, 'aria-label': `${usedGb} of ${ofGb} GB used` }),
  );

export const showOverview = async () => {
  const { customer, signedIn, lines, invoice } = await readOverview();
  const amount = new Intl.NumberFormat(undefined, { style: 'currency', currency: invoice.currency });
  show(
    h(
      'div',
      { class: 'page' },
      h('h1', {}, `Welcome, ${customer.split(' ')[0]}`),
      h('p', { class: 'hint', 'data-testid': 'signed-in' }, `Signed in: ${howInWords(signedIn)}`),
      signedIn.outcome === 'skipped' &&
        h(
          'p',
          { class: 'warning' },
          'Your account is protected by a password alone. ',
          h('a', { href: '#/security' }, 'Turn on two-factor authentication'),
        ),
      h('h2', {}, 'Your lines'),
      h('ul', { class: 'lines' }, lines.map(lineCard)),
      h('h2', {}, 'Invoice'),
      h(
        'section',
        { class: 'card invoice' },
        h('p', { class: 'figure' }, amount.format(invoice.amount), h('small', {}, invoice.month)),
        h('p', { class: 'hint' }, invoice.due),
      ),
    ),
  );
};
