/** Tells in which language a text is, by the words in it: SNS itself carries no language. */

import type { Locale } from '../../../../../shared/wording/locale.ts';
import { LANGUAGES } from '../../languages.ts';

/** Templates as patterns: what is filled in may be anything, the words around it are as they are. */
const PATTERNS: readonly (readonly [Locale, RegExp])[] = [...LANGUAGES].flatMap(([locale, { codes }]) => {
  const { full, brief } = codes.sms;
  return [full, brief].map((template) => [locale, patternOf(template)] as const);
});

/** The language of `text`, or `und` (BCP 47: undetermined) for a text that is in none of ours. */
export function localeOfText(text: string): string {
  // The longest template wins, should a short one of another language match as well.
  const matches = PATTERNS.filter(([, pattern]) => pattern.test(text));
  const best = matches.toSorted(([, a], [, b]) => b.source.length - a.source.length)[0];
  return best?.[0] ?? 'und';
}

function patternOf(template: string): RegExp {
  const words = template
    .split(/\{(?:code|brand|minutes)\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${words.join('.+')}(?:\\n@\\S+ #\\d+)?$`, 'u');
}
