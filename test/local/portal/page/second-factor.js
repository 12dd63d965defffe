/** What the elements of the 2FA service are told about the portal and its customer. */
import { supportAddress } from './problems.js';

export const aboutCustomer = ({ apiUrl, user, methods }) => ({
  'api-url': apiUrl,
  brand: 'Mission Control',
  account: user.email,
  methods: methods.join(' '),
  'support-url': `mailto:${supportAddress}`,
});

/** Whether the page may be changed now: an element may show what is never shown again. It then says so itself. */
export const mayLeave = () => document.dispatchEvent(new Event('portal-2fa-leave', { cancelable: true }));
