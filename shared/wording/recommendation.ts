/** The mail that recommends two-factor authentication. */

import { OFFERED_METHODS, type OfferedMethod } from '../domain/method.ts';
import type { Mail } from '../domain/ports/mailer.ts';
import { loadLanguage } from './languages.ts';
import type { Locale } from './locale.ts';
import { linkTo, type Part, renderMail, type Sender } from './mail.ts';
import { fill } from './template.ts';

/** @param methods what the operator offers: where that is not all, the mail names none. */
export async function renderRecommendation(
  locale: Locale,
  sender: Sender,
  methods: readonly OfferedMethod[],
): Promise<Mail> {
  const { direction, recommendation } = await loadLanguage(locale);
  const { subject, body, link, footnote } = recommendation;
  const all = OFFERED_METHODS.every((method) => methods.includes(method));
  const how = all ? recommendation.how : recommendation.howInShort;
  const say = (template: string): string => fill(template, { brand: sender.brand });
  const parts: Part[] = [
    { kind: 'paragraph', words: say(body) },
    { kind: 'paragraph', words: say(how) },
    ...linkTo(link, sender.accountUrl),
    { kind: 'footnote', words: say(footnote) },
  ];
  return renderMail({ locale, direction, title: say(subject), parts }, sender);
}
