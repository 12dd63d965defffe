/** Before the support desk: who is no agent stays out, and an agent first proves a second factor. */
import { admit } from '../backend.js';
import { h, show } from '../dom.js';
import { aboutCustomer } from '../second-factor.js';
import { hasSecondFactor } from '../service.js';

/** What is shown where the agent came in without a second factor: by single sign-on, or having skipped it. */
const proof = async (inside) => {
  const isEnabled = await hasSecondFactor(inside);
  const element = h(isEnabled ? 'portal-2fa-challenge' : 'portal-2fa-setup', {
    ...aboutCustomer(inside.session),
    ...(isEnabled ? { purpose: 'step_up' } : {}),
    'onportal-2fa-assertion': (event) => event.waitUntil(admit(event.detail.assertion)),
    // The session may do more now, so everything starts anew.
    'onportal-2fa-done': () => location.reload(),
  });
  element.accessToken = inside.accessToken;
  return element;
};

export const showDoorOfDesk = async (inside) => {
  const content = inside.session.isAgent
    ? [h('p', {}, 'The desk opens once you have proved your second factor.'), await proof(inside)]
    : [h('p', {}, 'This page is for support agents.'), h('a', { href: '/' }, 'To your own account')];
  show(h('section', { class: 'card narrow' }, h('h1', {}, 'Support desk'), ...content));
};
