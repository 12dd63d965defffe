/** Building nodes. Text always goes in as text, so nothing that was received can become markup. */

type Child = Node | string | undefined | false | readonly Child[];
type Attribute = string | boolean | number | undefined | ((event: Event) => unknown);
export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * An element: `on…` attributes are listeners, `true` is an empty attribute; `false` and undefined are left out, of
 * the children as well. `part` is short for `data-part`, the hook for the portal's styles.
 */
export const h = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name === 'part' ? 'data-part' : name, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
};

const add = (element: HTMLElement, children: readonly Child[]): void => {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string' || child instanceof Node) element.append(child);
    else add(element, child);
  }
};

/** A sentence with its names filled in, each isolated: a number keeps its order in a text from right to left. */
export const fill = (
  text: string,
  values: Readonly<Record<string, string | number>>,
): readonly (string | Node)[] =>
  text
    .split(/\{(\w+)\}/)
    .map((piece, index) => (index % 2 ? h('bdi', {}, String(values[piece] ?? '')) : piece));

let lastId = 0;

/** An id that is unique on the page, to tie labels and hints to fields. */
export const newId = (): string => `portal-2fa-${++lastId}`;
