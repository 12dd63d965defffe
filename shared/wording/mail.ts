/** What a mail says, part by part, and how the parts become plain text and HTML. */

import type { Mail } from '../domain/ports/mailer.ts';
import type { Language } from './language.ts';
import type { Locale } from './locale.ts';
import { escapeMarkup } from './markup.ts';

/** The operator's name and addresses in mails. */
export interface Sender {
  readonly brand: string;
  /** Where customers reach support. */
  readonly supportUrl?: string | undefined;
  /** Where customers change their password and second factor. */
  readonly accountUrl?: string | undefined;
}

export type Part =
  | { readonly kind: 'paragraph' | 'emphasis' | 'heading' | 'footnote'; readonly words: string }
  | { readonly kind: 'link'; readonly words: string; readonly url: string };

export interface MailDocument {
  readonly locale: Locale;
  readonly direction: Language['direction'];
  readonly title: string;
  readonly parts: readonly Part[];
}

/** A link, where the operator has named its address. */
export const linkTo = (words: string, url: string | undefined): readonly Part[] =>
  url === undefined ? [] : [{ kind: 'link', words, url }];

export const renderMail = (document: MailDocument, { brand }: Sender): Mail => ({
  subject: `${brand}: ${document.title}`,
  text: asPlainText(document),
  html: asHtml(document),
});

function asPlainText({ parts }: MailDocument): string {
  return `${parts.map(partAsPlainText).join('\n\n')}\n`;
}

function partAsPlainText(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
    case 'emphasis':
    case 'heading':
      return part.words;
    case 'footnote':
      // The usual mark of what is not the message itself (RFC 3676 §4.3).
      return `-- \n${part.words}`;
    case 'link':
      return `${part.words}:\n${part.url}`;
  }
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/** One column of inline-styled paragraphs: mail programs know little more, and nothing is loaded from anywhere. */
function asHtml({ locale, direction, title, parts }: MailDocument): string {
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeMarkup(title)}</title>`,
    '</head>',
    `<body dir="${direction}" style="margin:0;padding:24px;background:#f4f5f7;color:#1c2530;${FONT}">`,
    '<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">',
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeMarkup(title)}</h1>`,
    ...parts.map(partAsHtml),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const PARAGRAPH = 'margin:0 0 16px;font-size:16px;line-height:1.5';

function partAsHtml(part: Part): string {
  const words = escapeMarkup(part.words);
  switch (part.kind) {
    case 'paragraph':
      return `<p style="${PARAGRAPH}">${words}</p>`;
    case 'emphasis':
      return `<p style="${PARAGRAPH}"><strong>${words}</strong></p>`;
    case 'heading':
      return `<h2 style="margin:24px 0 8px;font-size:16px;line-height:1.5">${words}</h2>`;
    case 'footnote':
      return `<p style="margin:24px 0 0;font-size:13px;line-height:1.5;color:#5b6673">${words}</p>`;
    case 'link':
      return `<p style="${PARAGRAPH}"><a href="${escapeMarkup(part.url)}" style="color:#0b5cad">${words}</a></p>`;
  }
}
