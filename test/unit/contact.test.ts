/** Where notices go: to the address of the last token that had one, in the language of its request. */

import { rememberContact } from '../../shared/domain/contact.ts';
import type { User } from '../../shared/domain/user.ts';
import { keyRingOf } from './support/key-ring.ts';
import { KIM, kim } from './support/users.ts';

const ADDRESS = 'kim@example.com';
const ring = keyRingOf([1]);

const remember = (user: User, email: string | undefined, locale: string, keys = ring): User =>
  rememberContact(user, email === undefined ? {} : { email }, { keys, locale });

function addressOf({ contact }: User, keys = ring): string | undefined {
  return contact && Buffer.from(keys.open('email', KIM, contact.email)).toString();
}

test('the address is noted, sealed, with its language, and nothing else changes', () => {
  const user = kim({ exempt: 'sso' });
  const known = remember(user, ADDRESS, 'de');

  expect(addressOf(known)).toBe(ADDRESS);
  expect(known).toEqual({ ...user, contact: { ...known.contact, locale: 'de' } });
  expect(JSON.stringify(known)).not.toContain(ADDRESS);
});

describe('with an address that is known', () => {
  const known = remember(kim(), ADDRESS, 'de');

  test('the same address and language are left as they are', () => {
    expect(remember(known, ADDRESS, 'de')).toBe(known);
  });

  test.each([[[1, 2]], [[2]]])(
    'under a new key it is noted anew, be the old one there or not: %j',
    (versions) => {
      const keys = keyRingOf(versions);
      const anew = remember(known, ADDRESS, 'de', keys);
      expect(addressOf(anew, keys)).toBe(ADDRESS);
      expect([anew.contact?.email, anew.contact?.emailHash].map((one) => one?.slice(0, 2))).toEqual([
        '2.',
        '2.',
      ]);
      expect(remember(anew, ADDRESS, 'de', keys)).toBe(anew);
    },
  );

  test('a new language is noted', () => {
    const { contact } = remember(known, ADDRESS, 'fr');

    expect(contact?.locale).toBe('fr');
    expect(contact?.emailHash).toBe(known.contact?.emailHash);
  });

  test('a new address takes the place of the old one', () => {
    const moved = remember(known, 'kim@example.org', 'de');

    expect(addressOf(moved)).toBe('kim@example.org');
    expect(moved.contact?.emailHash).not.toBe(known.contact?.emailHash);
  });

  test('a token without an address leaves the last one, and its language', () => {
    expect(remember(known, undefined, 'fr')).toBe(known);
  });
});
