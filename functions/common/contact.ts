/** Remembers where notices go: the address in the caller's token, sealed. */

import type { KeyRing } from '../../shared/adapters/key-ring.ts';
import type { Rule, User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import type { Locale } from '../../shared/wording/locale.ts';

/** The rule, with the caller's address noted in whatever it writes. */
export const rememberingContact =
  <T>(keys: KeyRing, caller: Caller, locale: Locale, rule: Rule<T>): Rule<T> =>
  (user) => {
    const step = rule(user);
    return step.write === undefined
      ? step
      : { ...step, write: withContact(step.write, keys, caller, locale) };
  };

function withContact(user: User, keys: KeyRing, { userId, email }: Caller, locale: Locale): User {
  if (email === undefined) return user;
  const { contact } = user;
  const known = contact !== undefined && keys.matches('email', [userId, email], contact.emailHash);
  if (known && contact.locale === locale) return user;
  return {
    ...user,
    contact: {
      email: keys.seal('email', userId, Buffer.from(email)),
      emailHash: keys.hash('email', [userId, email]),
      locale,
    },
  };
}
