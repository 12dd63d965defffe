/** The customer's own activity: read when it is opened, a page at a time. */

import type { AuditTrail } from '../../../client/src/models.ts';
import type { Words } from '../words.ts';
import { h } from './dom.ts';
import type { Notice } from './notice.ts';
import type { Run } from './panel.ts';

export interface ActivityOptions {
  readonly words: Words;
  readonly notice: Notice;
  readonly run: Run;
  readonly read: (cursor: string | null) => Promise<AuditTrail>;
}

export const showActivity = ({
  words: { messages: t, tag },
  notice,
  run,
  read,
}: ActivityOptions): HTMLElement => {
  const time = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const list = h('ul', { part: 'list' });
  const empty = h('p', { part: 'hint', hidden: true }, t.noActivity);
  let cursor: string | null = null;
  const load = async (): Promise<void> => {
    const page = await read(cursor);
    for (const { type, at } of page.events) {
      list.append(
        h(
          'li',
          {},
          h(
            'span',
            { part: 'event' },
            h('span', {}, t.events[type] ?? type),
            h('time', { datetime: at }, time.format(new Date(at))),
          ),
        ),
      );
    }
    cursor = page.cursor;
    more.hidden = cursor === null;
    empty.hidden = list.childElementCount > 0;
  };
  const more: HTMLButtonElement = h(
    'button',
    { type: 'button', part: 'link', hidden: true, onclick: () => run(notice, load, more) },
    t.more,
  );
  const element = h(
    'details',
    { part: 'activity' },
    h('summary', {}, t.activity),
    empty,
    list,
    more,
    notice.element,
  );
  element.addEventListener('toggle', () => {
    if (element.open && list.childElementCount === 0) void run(notice, load);
  });
  return element;
};
