/**
 * Schemas that most operations share. Who imports one has all of them in its bundle; what few operations need is
 * in files of its own.
 */

import * as z from 'zod/mini';

/** Text that is well-formed Unicode: no half of a surrogate pair, which nothing downstream could store. */
export function text(max: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((value) => value.isWellFormed(), 'must be well-formed Unicode'),
    z.refine((value) => value.trim() !== '', 'must not be blank'),
  );
}

/** What names a user or a session, from the portal's access tokens. */
export const identifier = text(255);

/** Six ASCII digits; a code in any other form is a malformed request and costs no attempt. */
export const code = z.string().check(z.regex(/^[0-9]{6}$/, 'must be six digits'));

export const method = z.enum(['totp', 'phone']);
export const channel = z.enum(['sms', 'call']);

/** BCP 47 language tag; a language that there is not falls back, so only its length matters. */
export const locale = z.string().check(z.regex(/^[A-Za-z0-9-]{1,35}$/, 'must be a language tag'));

/** The signed assertion, a JWT. */
export const assertion = z.string();

/** A telephone number with all but its country code and last digits hidden. */
export const maskedNumber = z.string();

export const empty = z.strictObject({});
