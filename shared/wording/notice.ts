/** What the mails to customers say. */

import type { Millis } from '../domain/brand.ts';
import type { DomainEvent } from '../domain/event.ts';
import { isTold, noticeKind } from '../domain/notice.ts';
import type { Mail } from '../domain/ports/mailer.ts';
import type { Locale } from './locale.ts';
import { documentAsHtml, documentAsText, type MailDocument, type Part } from './mail-document.ts';
import { NOTICE_TEXTS } from './notice-catalogue.ts';
import { fill } from './template.ts';

/** The operator's name and addresses in mails. */
export interface Sender {
  readonly brand: string;
  /** Where customers reach support. */
  readonly supportUrl?: string;
  /** Where customers change their password and second factor. */
  readonly accountUrl?: string;
}

/** The mail that tells of the event, or `undefined` if there is nothing to tell. */
export function renderNotice(event: DomainEvent, locale: Locale, sender: Sender): Mail | undefined {
  if (!isTold(event)) return undefined;
  const texts = NOTICE_TEXTS[locale];
  const values = {
    brand: sender.brand,
    time: utcTime(event.at, locale),
    ...('until' in event && { until: utcTime(event.until, locale) }),
    ...('remaining' in event && { remaining: String(event.remaining) }),
  };
  const say = (template: string): string => fill(template, values);
  const { subject, body } = texts[noticeKind(event)];
  const parts: Part[] = [
    { kind: 'paragraph', text: say(body) },
    ...('remaining' in event ? [{ kind: 'emphasis', text: say(texts.codesLeft) } as const] : []),
    { kind: 'paragraph', text: say(texts.when) },
    { kind: 'paragraph', text: say(texts.wasYou) },
    { kind: 'heading', text: texts.notYou },
    { kind: 'paragraph', text: say(texts.notYouAction) },
    ...linkTo(texts.toAccount, sender.accountUrl),
    ...linkTo(texts.toSupport, sender.supportUrl),
    { kind: 'footnote', text: say(texts.footnote) },
  ];
  return mailOf({ locale, title: say(subject), parts }, sender.brand);
}

/** The mail that recommends two-factor authentication. */
export function renderRecommendation(locale: Locale, sender: Sender): Mail {
  const { subject, body, how, link, footnote } = NOTICE_TEXTS[locale].recommendation;
  const say = (template: string): string => fill(template, { brand: sender.brand });
  const parts: Part[] = [
    { kind: 'paragraph', text: say(body) },
    { kind: 'paragraph', text: say(how) },
    ...linkTo(link, sender.accountUrl),
    { kind: 'footnote', text: say(footnote) },
  ];
  return mailOf({ locale, title: say(subject), parts }, sender.brand);
}

const linkTo = (text: string, url: string | undefined): readonly Part[] =>
  url === undefined ? [] : [{ kind: 'link', text, url }];

const mailOf = (document: MailDocument, brand: string): Mail => ({
  subject: `${brand}: ${document.title}`,
  text: documentAsText(document),
  html: documentAsHtml(document),
});

/** Date and time as the language writes them. Where the customer is, nobody knows, so it is UTC and says so. */
const utcTime = (at: Millis, locale: Locale): string => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(at)} UTC`;
};
