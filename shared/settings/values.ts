/** Kinds of values in the settings; each fault says what is allowed. */

import * as z from 'zod';
import { isCountry } from '../domain/phone-number.ts';
import { checkBrand } from '../wording/brand.ts';

/** Text that passes the test. @param wanted `must be …`, for any other value. */
export const checked = (wanted: string, test: (text: string) => boolean) =>
  z.string(wanted).refine(test, { error: wanted });

/** Text of the pattern. */
export const matching = (wanted: string, pattern: RegExp) => z.string(wanted).regex(pattern, wanted);

export const someText = (wanted: string) => z.string(wanted).min(1, wanted);

const COUNT = 'must be a whole number, 1 at least';
export const positive = z.int(COUNT).positive(COUNT);

const SHARE = 'must be a number from 1 to 100';
export const percentage = z.number(SHARE).min(1, SHARE).max(100, SHARE);

export const yesOrNo = z.boolean('must be true or false');

/** One of the given values, as they are written in JSON. */
export const oneOf = (values: readonly (string | number)[]): string =>
  `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;

export const country = checked('must be the ISO 3166-1 alpha-2 code of a country, such as "GB"', isCountry);

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const isLocal = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Scheme, host and port, as browsers send them. */
export const origin = (schemes: readonly string[], wanted: string) =>
  z.string(wanted).superRefine((text, { addIssue }) => {
    const url = urlOf(text);
    const isOrigin = url !== undefined && schemes.includes(url.protocol) && url.host !== '';
    if (isOrigin && url.origin === text) return;
    const message = isOrigin ? `must be as browsers send it: ${JSON.stringify(url.origin)}` : wanted;
    addIssue({ code: 'custom', message });
  });

/** An OpenID Connect provider, which is found by its address (OpenID Connect Discovery 1.0 §4). */
export const issuer = checked(
  'must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone',
  (text) => {
    const url = urlOf(text);
    if (url === undefined || /[?#\s]/.test(text) || url.pathname.includes('/.well-known')) return false;
    if (url.username !== '' || url.password !== '') return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url));
  },
);

export const link = checked('must be an https or mailto address', (text) =>
  ['https:', 'mailto:'].includes(urlOf(text)?.protocol ?? ''),
);

export const address = z.email('must be a mail address');

/** @param resource pattern of what follows the account's number. */
export const arn = (wanted: string, service: string, resource: string) =>
  matching(wanted, new RegExp(`^arn:aws(?:-[a-z-]+)?:${service}:[a-z0-9-]+:[0-9]{12}:${resource}$`));

const BRAND = 'must be a name that texts and calls can carry, without line breaks and control characters';

/** A name that texts, calls and mails can carry. */
export const brand = z.string(BRAND).transform((name, { issues }) => {
  try {
    return checkBrand(name);
  } catch {
    issues.push({ code: 'custom', input: name, message: BRAND });
    return z.NEVER;
  }
});
