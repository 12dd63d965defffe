/** The mail that tells a customer what happened to the second factor. */

import type { Millis } from '../domain/brand.ts';
import type { DomainEvent } from '../domain/event.ts';
import { isTold, noticeKind } from '../domain/notice.ts';
import type { Mail } from '../domain/ports/mailer.ts';
import { loadLanguage } from './languages.ts';
import type { Locale } from './locale.ts';
import { linkTo, type Part, renderMail, type Sender } from './mail.ts';
import { fill } from './template.ts';

/** The mail that tells of the event, or `undefined` if there is nothing to tell. */
export async function renderNotice(
  event: DomainEvent,
  locale: Locale,
  sender: Sender,
): Promise<Mail | undefined> {
  if (!isTold(event)) return undefined;
  const { direction, notices } = await loadLanguage(locale);
  const values = {
    brand: sender.brand,
    time: utcTime(event.at, locale),
    ...('until' in event && { until: utcTime(event.until, locale) }),
    ...('remaining' in event && { remaining: String(event.remaining) }),
  };
  const say = (template: string): string => fill(template, values);
  const { subject, body } = notices.kinds[noticeKind(event)];
  const parts: Part[] = [
    { kind: 'paragraph', words: say(body) },
    ...('remaining' in event ? [{ kind: 'emphasis', words: say(notices.codesLeft) } as const] : []),
    { kind: 'paragraph', words: say(notices.when) },
    ...('notice' in event ? [{ kind: 'paragraph', words: say(notices.lastForNow) } as const] : []),
    { kind: 'paragraph', words: say(notices.wasYou) },
    { kind: 'heading', words: say(notices.notYou) },
    { kind: 'paragraph', words: say(notices.notYouAction) },
    ...linkTo(notices.toAccount, sender.accountUrl),
    ...linkTo(notices.toSupport, sender.supportUrl),
    { kind: 'footnote', words: say(notices.footnote) },
  ];
  return renderMail({ locale, direction, title: say(subject), parts }, sender);
}

/** Date and time as the language writes them. Where the customer is, nobody knows, so it is UTC and says so. */
const utcTime = (at: Millis, locale: Locale): string => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(at)} UTC`;
};
