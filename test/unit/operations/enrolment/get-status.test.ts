/** The status of the caller's second factor. */

import { getStatus } from '../../../../shared/operations/enrolment/get-status.ts';
import { DAY, kim, MINUTE, NOW, pendingPhone, pendingTotp } from '../../support/users.ts';
import { request, withApp, withPhone, world } from '../../support/world.ts';

const statusOf = (...given: Parameters<typeof world>) => getStatus(world(...given).deps)(request());
const time = (at: number) => new Date(at).toISOString();

const NOTHING = {
  enabled: false,
  method: null,
  phone: null,
  enabledAt: null,
  backupCodes: null,
  pending: null,
  canDisable: false,
};
const backupCodes = { remaining: 10, generatedAt: time(NOW - DAY) };
const enabled = { ...NOTHING, enabled: true, enabledAt: time(NOW - DAY), backupCodes };

test('without a second factor', async () => {
  expect(await statusOf()).toEqual({ ok: true, value: NOTHING });
});

test('with an app', async () => {
  expect(await statusOf(withApp())).toEqual({ ok: true, value: { ...enabled, method: 'totp' } });
});

test('with a phone: its number is masked', async () => {
  const phone = { number: '+1 ••• ••• ••23', channels: ['sms', 'call'] };

  expect(await statusOf(withPhone())).toEqual({ ok: true, value: { ...enabled, method: 'phone', phone } });
});

test('backup codes that are used up are none left, not none', async () => {
  const used = withApp({ backupCodes: { hashes: [], generatedAt: NOW } });

  expect(await statusOf(used)).toMatchObject({
    value: { backupCodes: { remaining: 0, generatedAt: time(NOW) } },
  });
});

test.each([
  ['totp', pendingTotp('app', { expiresAt: NOW + MINUTE })],
  ['phone', pendingPhone('phone', { expiresAt: NOW + MINUTE })],
] as const)('a %s that is being set up, until when', async (method, pending) => {
  expect(await statusOf(kim({ pending }))).toEqual({
    ok: true,
    value: { ...NOTHING, pending: { method, expiresAt: time(NOW + MINUTE) } },
  });
});

test('what was being set up and has expired is not there, though it is still stored', async () => {
  expect(await statusOf(kim({ pending: pendingTotp('app', { expiresAt: NOW }) }))).toEqual({
    ok: true,
    value: NOTHING,
  });
});

test('turning off is offered where the operator allows it and there is something to turn off', async () => {
  const canDisable = async (...given: Parameters<typeof world>) => {
    const status = await statusOf(...given);
    return status.ok && status.value.canDisable;
  };

  expect(await canDisable(withApp(), { allowDisable: true })).toBe(true);
  expect(await canDisable(kim(), { allowDisable: true })).toBe(false);
  expect(await canDisable(withApp())).toBe(false);
});
