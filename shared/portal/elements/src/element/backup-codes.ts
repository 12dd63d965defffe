/** Backup codes, shown this once: copy, download or print them, then say so. Until then the page is held. */

import type { Words } from '../words.ts';
import { fill, h, newId } from './dom.ts';
import { hold } from './leave.ts';
import { addStyle } from './style.ts';

export interface BackupCodesOptions {
  readonly words: Words;
  readonly codes: readonly string[];
  readonly heading: HTMLElement;
  /** What has just been done, to be said first. */
  readonly success: string | undefined;
  /** The portal's name, and whose codes they are: for the file and the printout. */
  readonly brand: string;
  readonly account: string | undefined;
  readonly onDone: () => void;
}

export interface BackupCodesView {
  readonly nodes: readonly HTMLElement[];
  /** Lets the customer go, e.g. because the element is taken away. */
  release(): void;
}

const COPIED_MS = 4000;

/** A button that copies `text` and shows that it has. */
export const copyButton = (label: string, copied: string, text: string, part?: string): HTMLButtonElement => {
  const button = h(
    'button',
    {
      type: 'button',
      part,
      onclick: async () => {
        await navigator.clipboard.writeText(text);
        button.textContent = `✓ ${copied}`;
        setTimeout(() => (button.textContent = label), COPIED_MS);
      },
      'aria-live': 'polite',
    },
    label,
  );
  return button;
};

const saveAs = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
};

/** The file's name: the brand in letters that every file system takes. */
const fileName = (brand: string): string => {
  const slug = brand
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${slug === '' ? '' : `${slug}-`}backup-codes.txt`;
};

export const backupCodesView = (options: BackupCodesOptions): BackupCodesView => {
  const { words, codes, brand, account, success } = options;
  const { messages: t, tag } = words;
  const id = newId();
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long' }).format();
  const head = [
    t.codesFor.replace('{brand}', brand),
    ...(account === undefined ? [] : [t.account.replace('{account}', account)]),
    t.madeOn.replace('{date}', date),
  ];
  const text = `${[...head, '', ...codes].join('\n')}\n`;

  const held = h('p', { part: 'warning', role: 'alert', hidden: true });
  const done = h('button', { type: 'button', part: 'primary', disabled: true }, t.finish);
  const saved: HTMLInputElement = h('input', {
    id,
    type: 'checkbox',
    onchange: () => (done.disabled = !saved.checked),
  });
  const release = hold(() => {
    held.textContent = t.notSaved;
    held.hidden = false;
    saved.focus();
  });
  done.addEventListener('click', () => {
    release();
    options.onDone();
  });

  const nodes = [
    ...(success === undefined ? [] : [h('p', { part: 'good', role: 'status' }, success)]),
    options.heading,
    h('p', {}, t.saveText),
    h('p', { part: 'warning' }, t.shownOnce),
    h(
      'div',
      { part: 'print-head' },
      head.map((line) => h('p', {}, line)),
    ),
    h(
      'ol',
      { part: 'codes' },
      codes.map((code) => h('li', {}, h('code', { dir: 'ltr' }, code))),
    ),
    h(
      'div',
      { part: 'actions' },
      copyButton(t.copy, t.copied, text),
      h('button', { type: 'button', onclick: () => saveAs(fileName(brand), text) }, t.download),
      h('button', { type: 'button', onclick: () => window.print() }, t.print),
    ),
    held,
    h('p', { part: 'check' }, saved, h('label', { for: id }, fill(t.haveSaved, {}))),
    h('div', { part: 'actions' }, done),
  ];
  return { nodes, release };
};

addStyle(`
[data-part=root] [data-part=codes] { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: .35rem 1rem; padding: 1rem; padding-inline-start: 2.75rem; background: var(--_sunken); border-radius: var(--_radius) }
[data-part=root] code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere }
[data-part=check] { display: flex; align-items: center; gap: .6rem }
[data-part=root] [data-part=check] input { width: 1.25rem; height: 1.25rem; flex: none; accent-color: var(--_accent) }
[data-part=print-head] { display: none }
@media print {
  [data-part=print-head] { display: block }
  [data-part=root] :is(button, [data-part=check]) { display: none }
}`);
