/** A factor from elsewhere: in force at once, with nothing that was accepted before, and never over another. */

import { importFactor, readSecret } from '../../shared/domain/imported-factor.ts';
import { timeStep } from '../../shared/domain/totp.ts';
import { newUser } from '../../shared/domain/user.ts';
import { KIM, kim, NOW, pendingPhone } from './support/users.ts';
import { sealNumber, withApp, withPhone } from './support/world.ts';

const phone = { method: 'phone', number: sealNumber(), channels: ['sms'] } as const;
const { factor } = withApp();
const app = { method: 'totp', secret: factor?.method === 'totp' ? factor.secret : sealNumber() } as const;

test('an app is in force, with the codes of this moment and before spent, and told', () => {
  const { write, result } = importFactor({ ...newUser(KIM), version: 7 }, app, NOW);

  expect(result).toEqual({ ok: true, value: 'imported' });
  expect(write).toMatchObject({
    factor: { ...app, lastStep: timeStep(NOW), enabledAt: NOW },
    factorVersion: 7,
    events: [{ type: 'FactorImported', method: 'totp', at: NOW }],
  });
  expect(write?.backupCodes).toBeUndefined();
});

test('a phone is, in place of what was just being set up', () => {
  const { write } = importFactor(kim({ pending: pendingPhone('p'), exempt: 'sso' }), phone, NOW);

  expect(write?.factor).toEqual({ ...phone, enabledAt: NOW });
  expect(write).not.toHaveProperty('pending');
  expect(write).not.toHaveProperty('exempt');
});

test.each([withApp(), withPhone()])('whoever has a factor keeps it, and nothing is written', (user) => {
  expect(importFactor(user, phone, NOW)).toEqual({ result: { ok: true, value: 'present' } });
});

describe('a secret', () => {
  const ASCII = '12345678901234567890';

  test.each([
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    'gezd gnbv gy3t qojq gezd gnbv gy3t qojq',
    'GEZDGNBV-GY3TQOJQ-GEZDGNBV-GY3TQOJQ',
  ])('is read as people and providers write it: %s', (text) => {
    expect(Buffer.from(readSecret(text) ?? []).toString()).toBe(ASCII);
  });

  test('may be as short as many providers have it, and padded', () => {
    expect(Buffer.from(readSecret('JBSWY3DPEHPK3PXP') ?? []).toString('hex')).toBe('48656c6c6f21deadbeef');
    expect(readSecret('JBSWY3DPEHPK3PXPAA======')).toHaveLength(11);
  });

  test.each(['', 'JBSWY3DPEHPK3PX', 'JBSWY3DPEHPK3PX1', 'not base32!', 'A'.repeat(206)])(
    'is refused where it is none: %j',
    (text) => {
      expect(readSecret(text)).toBeUndefined();
    },
  );
});
