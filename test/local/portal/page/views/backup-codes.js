/** Backup codes, shown this once: copy, download or print them, then say so. */
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { announce, h, newId } from '../dom.js';

const asFile = (codes) =>
  `Mission Control backup codes\nEach code works once.\n\n${codes.map((code) => `${code}\n`).join('')}`;

const download = (codes) => {
  const address = URL.createObjectURL(new Blob([asFile(codes)], { type: 'text/plain' }));
  h('a', { href: address, download: 'mission-control-backup-codes.txt' }).click();
  URL.revokeObjectURL(address);
};

/** Makes the browser ask before it leaves the page for ever. */
const holdPage = (event) => event.preventDefault();

export const backupCodesView = ({ codes, onDone }) => {
  const notice = createNotice();
  const id = newId('saved');
  const done = createButton({
    label: 'Done',
    kind: 'primary',
    notice,
    onClick: () => {
      window.removeEventListener('beforeunload', holdPage);
      return onDone();
    },
  });
  done.disabled = true;
  const saved = h('input', {
    id,
    type: 'checkbox',
    onchange: () => {
      done.disabled = !saved.checked;
    },
  });
  window.addEventListener('beforeunload', holdPage);

  const tool = (label, work) => createButton({ label, notice, onClick: work });
  return h(
    'section',
    { class: 'card narrow backup-codes' },
    h('h1', {}, 'Save your backup codes'),
    h(
      'p',
      {},
      'If you lose your phone or your app, each of these codes lets you in once. Keep them where you would ' +
        'keep a spare key, not on the same phone.',
    ),
    h('p', { class: 'warning' }, 'They are shown only now and cannot be recovered once you close this page.'),
    h(
      'ol',
      { class: 'codes', 'data-testid': 'backup-codes' },
      codes.map((code) => h('li', {}, h('code', {}, code))),
    ),
    h(
      'div',
      { class: 'buttons no-print' },
      tool('Copy', async () => {
        await navigator.clipboard.writeText(asFile(codes));
        announce('Backup codes copied.');
      }),
      tool('Download', () => download(codes)),
      tool('Print', () => window.print()),
    ),
    h('p', { class: 'check no-print' }, saved, h('label', { for: id }, 'I have saved them')),
    notice.element,
    h('div', { class: 'no-print' }, done),
  );
};
