/** Where notices go: the address of the last token that had one, sealed. */

import type { Caller } from './caller.ts';
import { keyVersionOf } from './key-version.ts';
import type { KeyRing } from './ports/key-ring.ts';
import type { User } from './user.ts';

/** The user with the caller's address and language noted, if they are new. */
export function rememberContact(
  user: User,
  { email }: Pick<Caller, 'email'>,
  { keys, locale }: { readonly keys: KeyRing; readonly locale: string },
): User {
  if (email === undefined) return user;
  const { contact, id } = user;
  // Under another key it may be the same: it is sealed anew, without asking for that key.
  const current = contact !== undefined && keyVersionOf(contact.emailHash) === keys.versions[0];
  const known = current && keys.matches('email', [id, email], contact.emailHash);
  if (known && contact.locale === locale) return user;
  return {
    ...user,
    contact: {
      email: keys.seal('email', id, Buffer.from(email)),
      emailHash: keys.hash('email', [id, email]),
      locale,
    },
  };
}
