/** The language of a request. */

import type { Headers } from '../contract/operation.ts';
import { type Locale, pickLocale } from '../wording/locale.ts';
import type { WithLocale } from './dependencies.ts';

/** By the request's `locale`, else its `Accept-Language`, else the operator's. */
export const localeOf = ({ defaultLocale }: WithLocale, headers: Headers, requested?: string): Locale =>
  pickLocale({ requested, acceptLanguage: headers['accept-language'], fallback: defaultLocale });
