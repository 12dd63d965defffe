/** The bar at the top: the portal's name and, once inside, where one can go. */
import { h } from '../dom.js';

const pages = [
  { href: '/#/overview', label: 'Overview' },
  { href: '/#/security', label: 'Security' },
];
const desk = { href: '/support', label: 'Support desk' };

/**
 * @param session Whose it is, or undefined before admission.
 * @param current The page that is shown: a hash, or the desk's address.
 */
export const showMasthead = ({ session, current, signOut }) => {
  const link = ({ href, label }) =>
    h('a', { href, 'aria-current': href.endsWith(current) ? 'page' : undefined }, label);
  document
    .getElementById('masthead')
    .replaceChildren(
      h('div', { class: 'brand' }, h('img', { src: 'mark.svg', alt: '' }), h('span', {}, 'Mission Control')),
      ...(session
        ? [
            h('nav', { 'aria-label': 'Main' }, [...pages, ...(session.isAgent ? [desk] : [])].map(link)),
            h(
              'div',
              { class: 'who' },
              h('span', {}, session.user.name),
              h('button', { type: 'button', class: 'link', onclick: signOut }, 'Sign out'),
            ),
          ]
        : []),
    );
};
