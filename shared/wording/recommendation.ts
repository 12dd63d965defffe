/** The mail that recommends two-factor authentication. */

import type { Mail } from '../domain/ports/mailer.ts';
import { loadLanguage } from './languages.ts';
import type { Locale } from './locale.ts';
import { linkTo, type Part, renderMail, type Sender } from './mail.ts';
import { fill } from './template.ts';

export async function renderRecommendation(locale: Locale, sender: Sender): Promise<Mail> {
  const { direction, recommendation } = await loadLanguage(locale);
  const { subject, body, how, link, footnote } = recommendation;
  const say = (template: string): string => fill(template, { brand: sender.brand });
  const parts: Part[] = [
    { kind: 'paragraph', words: say(body) },
    { kind: 'paragraph', words: say(how) },
    ...linkTo(link, sender.accountUrl),
    { kind: 'footnote', words: say(footnote) },
  ];
  return renderMail({ locale, direction, title: say(subject), parts }, sender);
}
