/** Building and showing elements. Text always goes in as text, so nothing that was received can become markup. */

/**
 * An element: `on…` attributes are listeners, `true` is an empty attribute, `false` and null leave it out.
 * Children that are null, undefined or false are left out, so `condition && child` reads well.
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
};

let lastId = 0;

/** An id that is unique on the page, to tie labels and hints to fields. */
export const newId = (prefix) => `${prefix}-${++lastId}`;

const main = () => document.getElementById('main');

/**
 * Shows a view in place of the current one, and moves the focus to its `[data-focus]` or else its heading, so
 * that a keyboard or a screen reader starts where the eye does.
 *
 * @param title Of the page, where a heading comes later.
 */
export const show = (view, title) => {
  main().replaceChildren(view);
  const heading = view.querySelector('h1');
  const name = title ?? heading?.textContent;
  document.title = name ? `${name} · Mission Control` : 'Mission Control';
  const target = view.querySelector('[data-focus]') ?? heading;
  if (target === heading) heading?.setAttribute('tabindex', '-1');
  target?.focus();
  window.scrollTo(0, 0);
};
