/** Which languages there are, and how one is chosen for a customer; not a word of any of them. */

/** Every language that has its words; BCP 47 tags. `pt` is Brazil's, `zh` is Mandarin, simplified. */
export const LOCALES = [
  'ar',
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'hi',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'sv',
  'tr',
  'zh',
] as const;

export type Locale = (typeof LOCALES)[number];

/** Tags that mean one of ours without beginning with it. */
const ALIASES: Readonly<Record<string, Locale>> = { cmn: 'zh', arb: 'ar', no: 'nb', nn: 'nb' };

/** RFC 4647 §2.1 basic language range, with RFC 9110 §12.4.2 weight. */
const WEIGHTED_RANGE = /^([a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:\s*;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?$/i;

/** More ranges than any browser sends; the rest is not read. */
const MAX_RANGES = 30;
const MAX_HEADER_LENGTH = 1000;

export interface LocaleWishes {
  /** The request's `locale`, a BCP 47 tag (`pt-BR`, also `pt_BR`). It goes before the header. */
  readonly requested?: string | undefined;
  /** The request's `Accept-Language` header (RFC 9110 §12.5.4). */
  readonly acceptLanguage?: string | undefined;
  /** The language of the settings. */
  readonly fallback: Locale;
}

/** Whether `tag` is, to the letter, one of the languages there are. */
export function isLocale(tag: string): tag is Locale {
  return LOCALES.some((locale) => locale === tag);
}

/**
 * Picks the language by RFC 4647 lookup (§3.4): each wish, in order of preference, is shortened from its end
 * until there is such a language. Whatever is not a language range is passed over; this never throws.
 */
export function pickLocale({ requested, acceptLanguage, fallback }: LocaleWishes): Locale {
  const wishes = [(requested ?? '').replaceAll('_', '-'), ...rangesOf(acceptLanguage ?? '')];
  for (const wish of wishes) {
    const found = lookUp(wish);
    if (found !== undefined) return found;
  }
  return fallback;
}

/** The header's ranges, the most wanted first; equal weights keep their order, weight 0 means "not this". */
function rangesOf(header: string): readonly string[] {
  return header
    .slice(0, MAX_HEADER_LENGTH)
    .split(',', MAX_RANGES)
    .map((part) => WEIGHTED_RANGE.exec(part.trim()))
    .map((match) => ({ range: match?.[1] ?? '', weight: match === null ? 0 : Number(match[2] ?? 1) }))
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
    .map(({ range }) => range);
}

function lookUp(range: string): Locale | undefined {
  const subtags = range.slice(0, MAX_HEADER_LENGTH).toLowerCase().split('-');
  while (subtags.length > 0) {
    const tag = subtags.join('-');
    if (isLocale(tag)) return tag;
    if (Object.hasOwn(ALIASES, tag)) return ALIASES[tag];
    subtags.pop();
  }
  return undefined;
}
