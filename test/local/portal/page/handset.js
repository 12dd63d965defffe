/** The demo's handset: every text, call and mail that the local system sends, as it arrives. */
import { send } from './api.js';
import { callCard } from './call.js';
import { h } from './dom.js';

const refreshMs = 1000;

const icons = { sms: 'Text', call: 'Call', mail: 'Mail' };

const card = (message) => {
  const { kind, to, subject, text, at } = message;
  return h(
    'li',
    { class: `received ${kind}` },
    h(
      'p',
      { class: 'received-head' },
      h('span', {}, `${icons[kind]} to ${to}`),
      h('time', { datetime: at }, new Date(at).toLocaleTimeString()),
    ),
    subject && h('p', { class: 'received-subject' }, subject),
    kind === 'call' ? callCard(message) : h('p', { class: 'received-text' }, text),
  );
};

const readAll = async () => {
  const [{ messages }, { mail }] = await Promise.all([send('/local/messages'), send('/local/mail')]);
  const received = [
    ...messages.map((message) => ({ ...message, kind: message.channel })),
    ...mail.map((message) => ({ ...message, kind: 'mail' })),
  ];
  return received.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
};

/** Puts the handset on the page, closed. It asks for news only while it is open. */
export const startHandset = (element) => {
  const empty = h('p', { class: 'hint' }, 'Nothing yet. Texts, calls and mails of this demo appear here.');
  const list = h('ul', { class: 'received-list', 'aria-live': 'polite', 'aria-relevant': 'additions' });
  const panel = h(
    'div',
    { class: 'handset-panel', id: 'handset-panel', hidden: true },
    h('h2', {}, 'Demo handset'),
    empty,
    list,
  );
  const shown = new Set();
  let timer;

  const refresh = async () => {
    const received = await readAll().catch(() => []);
    const fresh = received.filter(({ id }) => !shown.has(id));
    for (const message of fresh) shown.add(message.id);
    list.prepend(...fresh.map(card));
    empty.hidden = shown.size > 0;
  };
  const toggle = h(
    'button',
    {
      type: 'button',
      class: 'handset-toggle',
      'aria-expanded': 'false',
      'aria-controls': 'handset-panel',
      onclick: () => {
        panel.hidden = !panel.hidden;
        document.body.classList.toggle('with-handset', !panel.hidden);
        toggle.setAttribute('aria-expanded', String(!panel.hidden));
        clearInterval(timer);
        if (panel.hidden) return;
        void refresh();
        timer = setInterval(refresh, refreshMs);
      },
    },
    'Handset',
  );
  element.replaceChildren(toggle, panel);
};
