/** Where notices go: to the address of the last token that had one, in the language of its request. */

import { rememberingContact } from '../../functions/common/contact.ts';
import { accept, type Rule, refuseWith, type User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import type { Locale } from '../../shared/wording/locale.ts';
import { keyRingOf } from './support/key-ring.ts';
import { KIM, kim, NOW, written } from './support/users.ts';

const ADDRESS = 'kim@example.com';
const keys = keyRingOf([1]);
const callerAt = (email?: string): Caller => ({
  userId: KIM,
  ...(email !== undefined && { email }),
  loginMethod: 'password',
  scopes: [],
});

/** A rule that writes: here, that Kim came by single sign-on. */
const writing: Rule<string> = (user) => accept({ ...user, exempt: 'sso' }, 'done');

const remember = (user: User, email: string | undefined, locale: Locale, ring = keys): User =>
  written(rememberingContact(ring, callerAt(email), locale, writing)(user));

function addressOf({ contact }: User, ring = keys): string | undefined {
  return contact && Buffer.from(ring.open('email', KIM, contact.email)).toString();
}

test('the address is noted in what the rule writes, sealed, and the rule’s outcome is untouched', () => {
  const step = rememberingContact(keys, callerAt(ADDRESS), 'de', writing)(kim());

  expect(step.result).toEqual({ ok: true, value: 'done' });
  expect(step.write).toMatchObject({ exempt: 'sso', contact: { locale: 'de' } });
  expect(step.write && addressOf(step.write)).toBe(ADDRESS);
  expect(JSON.stringify(step.write)).not.toContain(ADDRESS);
});

test('a refusal that leaves a note has the address in it too', () => {
  const note = kim({ limits: { resendAt: NOW } });
  const noting: Rule<never> = () => ({ ...refuseWith('wrong_code'), write: note });

  const step = rememberingContact(keys, callerAt(ADDRESS), 'de', noting)(kim());

  expect(step.result).toEqual({ ok: false, error: { code: 'wrong_code' } });
  expect(step.write).toMatchObject({ limits: note.limits, contact: { locale: 'de' } });
});

test('where the rule writes nothing, nothing is written for the address alone', () => {
  const step = rememberingContact(keys, callerAt(ADDRESS), 'de', () => refuseWith('wrong_code'))(kim());

  expect(step).toEqual(refuseWith('wrong_code'));
});

describe('with an address that is known', () => {
  const known = remember(kim(), ADDRESS, 'de');

  test('the same address and language are left as they are, under a new key too', () => {
    expect(remember(known, ADDRESS, 'de').contact).toEqual(known.contact);
    expect(remember(known, ADDRESS, 'de', keyRingOf([1, 2])).contact).toEqual(known.contact);
  });

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
    expect(remember(known, undefined, 'fr').contact).toEqual(known.contact);
  });
});
