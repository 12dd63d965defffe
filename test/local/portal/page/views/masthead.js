/** The bar at the top: the portal's name and, once inside, where one can go. */
import { h } from '../dom.js';

const pages = [
  { href: '#/overview', label: 'Overview' },
  { href: '#/security', label: 'Security' },
];

/** @param user Who is inside, or undefined before admission. */
export const showMasthead = ({ user, current, onSignOut }) => {
  const link = ({ href, label }) =>
    h('a', { href, 'aria-current': href === current ? 'page' : undefined }, label);
  document
    .getElementById('masthead')
    .replaceChildren(
      h('div', { class: 'brand' }, h('img', { src: 'mark.svg', alt: '' }), h('span', {}, 'Mission Control')),
      ...(user
        ? [
            h('nav', { 'aria-label': 'Main' }, pages.map(link)),
            h(
              'div',
              { class: 'who' },
              h('span', {}, user.name),
              h('button', { type: 'button', class: 'link', onclick: onSignOut }, 'Sign out'),
            ),
          ]
        : []),
    );
};
