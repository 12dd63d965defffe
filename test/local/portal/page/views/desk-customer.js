/** One customer at the support desk: the second factor, the limits, what happened, and the reset. */
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h } from '../dom.js';
import { resetForm } from './desk-reset.js';
import { eventInWords, limitNames, methodNames } from './desk-words.js';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const moment = (at) => h('time', { datetime: at }, time.format(new Date(at)));

const facts = (rows) =>
  h(
    'dl',
    { class: 'facts' },
    rows.flatMap(([name, ...value]) => [h('dt', {}, name), h('dd', {}, ...value)]),
  );

const factorOf = ({ enabled, method, phone, enabledAt }) =>
  enabled
    ? [`${methodNames[method]}${phone ? ` (${phone.number})` : ''}, since `, moment(enabledAt)]
    : ['None: a password is enough to sign in'];

const limitsOf = ({ limits, lockedUntil }) =>
  h(
    'section',
    { class: 'card' },
    h('h3', {}, 'Limits'),
    lockedUntil && h('p', { class: 'warning' }, 'Locked until ', moment(lockedUntil)),
    limits.length === 0
      ? h('p', { class: 'hint' }, 'None is in force.')
      : h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['What', 'Used', 'Until'].map((text) => h('th', { scope: 'col' }, text)),
            ),
          ),
          h(
            'tbody',
            {},
            limits.map(({ kind, count, max, endsAt }) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, limitNames[kind] ?? kind),
                h('td', {}, `${count} of ${max}`),
                h('td', {}, moment(endsAt)),
              ),
            ),
          ),
        ),
  );

const timelineOf = async (read) => {
  const notice = createNotice();
  const list = h('ol', { class: 'timeline' });
  const nothing = h('p', { class: 'hint' }, 'Nothing yet.');
  let cursor = null;
  const load = async () => {
    const page = await read(cursor);
    list.append(
      ...page.events.map((event) => h('li', {}, moment(event.at), h('span', {}, eventInWords(event)))),
    );
    nothing.hidden = list.childElementCount > 0;
    cursor = page.cursor;
    more.hidden = cursor === null;
  };
  const more = createButton({ label: 'Earlier', notice, onClick: load });
  await load();
  return h('section', { class: 'card' }, h('h3', {}, 'What happened'), nothing, list, notice.element, more);
};

/**
 * @param customer `{ userId, email, name }`
 * @param reopen Shows the customer anew, with what has changed.
 */
export const customerView = async ({ customer, operations, reopen }) => {
  const { userId } = customer;
  const [user, timeline] = await Promise.all([
    operations.readUser(userId),
    timelineOf((cursor) => operations.readEvents(userId, cursor)),
  ]);
  return h(
    'div',
    { class: 'page', 'data-testid': 'customer' },
    h('h2', { tabindex: '-1' }, customer.name),
    h(
      'section',
      { class: 'card' },
      facts([
        ['Email address', customer.email],
        ['Customer number', h('code', {}, userId)],
        ['Second factor', ...factorOf(user)],
        ['Backup codes left', String(user.backupCodes?.remaining ?? 0)],
        [
          'Asked to set one up',
          user.prompt.firstAskedAt ? `yes, skipped ${user.prompt.skips} times` : 'not yet',
        ],
        ['Told of changes', user.notices === 'mail' ? 'by mail' : 'not: there is no mail address'],
      ]),
    ),
    limitsOf(user),
    resetForm({
      customer,
      isEnabled: user.enabled,
      reset: (wanted) => operations.reset(userId, wanted),
      reopen,
    }),
    timeline,
  );
};
