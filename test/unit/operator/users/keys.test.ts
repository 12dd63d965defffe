/** What the operator is told of root keys: what is counted, and when an old key can go. */

import type { UnderKey } from '../../../../shared/operator/users/keys.ts';
import { keysOf, keysReport } from '../../../../shared/operator/users/keys.ts';
import { backupCodeSet, keys } from '../../support/codes.ts';
import {
  DAY,
  hash,
  KIM,
  kim,
  NOW,
  pendingPhone,
  pendingTotp,
  sealed,
  sentCode,
  totpFactor,
} from '../../support/users.ts';

const none: UnderKey = { factors: 0, backupCodes: 0, hashedCodes: 0, addresses: 0, underWay: 0 };

describe('a record', () => {
  test('is counted once for each kind of thing and key', () => {
    const user = kim({
      factor: totpFactor(),
      backupCodes: backupCodeSet().stored,
      contact: { email: keys.seal('email', KIM, Buffer.from('a')), emailHash: hash('a'), locale: 'en' },
      pending: pendingPhone('p'),
    });
    expect(keysOf(user, NOW)).toEqual([
      ['factors', 1],
      ['backupCodes', 1],
      ['addresses', 1],
      ['underWay', 1],
    ]);
  });

  test('with backup codes of the older kind says so, as no sign-in moves them', () => {
    expect(keysOf(kim({ backupCodes: { hashes: [hash('a')], generatedAt: NOW } }), NOW)).toEqual([
      ['hashedCodes', 1],
    ]);
    expect(keysOf(kim({ backupCodes: { hashes: [], generatedAt: NOW } }), NOW)).toEqual([]);
  });

  test.each([
    ['an enrolment', kim({ pending: pendingTotp('p') })],
    ['a sent code', kim({ sentCode: { ...sentCode('c'), challenge: 'n' } })],
    [
      'a refused number',
      kim({ limits: { refusedNumber: { number: sealed('n'), endsAt: NOW + 1, toldUntil: NOW } } }),
    ],
  ])('with %s needs its key until that has ended', (_, user) => {
    expect(keysOf(user, NOW)).toEqual([['underWay', 1]]);
    expect(keysOf(user, NOW + DAY)).toEqual([]);
  });
});

describe('the report', () => {
  test('is done with one key, and with an old one that nothing is under', () => {
    const all = new Map([[2, { ...none, factors: 7 }]]);
    expect(keysReport(all, [2])).toEqual({
      text: '7 users are under root key 2, which is in use.\n',
      done: true,
    });
    expect(keysReport(all, [2, 1])).toEqual({
      text: '7 users are under root key 2, which is in use.\nNothing is left under root key 1.\n',
      done: true,
    });
  });

  test.each(Object.keys(none))('is not done while there are %s under an old key', (kind) => {
    const { text, done } = keysReport(new Map([[1, { ...none, [kind]: 3 }]]), [2, 1]);
    expect(done).toBe(false);
    expect(text).toMatch(/^0 users are under root key 2.*\nUsers still under root key 1:\n {7}3 {2}with /);
  });

  test('names a key that is needed and was taken out of the settings', () => {
    const { text, done } = keysReport(new Map([[1, { ...none, factors: 1 }]]), [2]);
    expect(done).toBe(false);
    expect(text).toContain('Users still under root key 1, which the settings have no more:\n');
  });
});
