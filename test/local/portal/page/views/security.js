/** Account security: what protects the account now, and how to change it. */
import { admit } from '../backend.js';
import { h, show } from '../dom.js';
import { aboutCustomer } from '../second-factor.js';

/**
 * The backend admits this session anew and ends the customer's others. The factor has changed whether or not that
 * succeeds, and the backup codes must be shown.
 */
const endOtherSessions = (event) => event.waitUntil(admit(event.detail.assertion).catch(() => undefined));

export const showSecurity = async ({ session, accessToken }) => {
  const security = h('portal-2fa-security', {
    ...aboutCustomer(session),
    'onportal-2fa-assertion': endOtherSessions,
  });
  security.accessToken = accessToken;
  show(
    h(
      'div',
      { class: 'page' },
      h('h1', {}, 'Security'),
      h('section', { class: 'card' }, security),
      h('section', { class: 'card' }, h('portal-2fa-support', aboutCustomer(session))),
    ),
  );
};
