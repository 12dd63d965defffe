/** The language of a request. */

import { type Locale, pickLocale } from '../../shared/wording/locale.ts';

/** The operator's language, for requests that ask for none of ours. */
export interface WithLocale {
  readonly defaultLocale: Locale;
}

/** By the request's `locale`, else its `Accept-Language`, else the operator's. */
export const localeOf = (
  { defaultLocale }: WithLocale,
  headers: Readonly<Record<string, string | undefined>>,
  requested?: string,
): Locale => pickLocale({ requested, acceptLanguage: headers['accept-language'], fallback: defaultLocale });
