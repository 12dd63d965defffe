/** What support sees of a user: status, limits in force, and whether notices reach the customer. */

import type { UserId } from '../../../../shared/domain/brand.ts';
import { rememberContact } from '../../../../shared/domain/contact.ts';
import { getUser } from '../../../../shared/operations/support/get-user.ts';
import { DAY, kim, MINUTE, NOW, PHONE, pendingTotp, policy, ROBIN, tries } from '../../support/users.ts';
import {
  caller,
  counterOf,
  EMAIL,
  KEYS,
  outage,
  request,
  sealNumber,
  withApp,
  withPhone,
  world,
} from '../../support/world.ts';

const agent = { ...caller, userId: 'agent' as UserId };

function seen(...given: Parameters<typeof world>) {
  const all = world(...given);
  return {
    ...all,
    see: (userId = 'kim', by = agent) => getUser(all.deps)({ ...request(by), params: { userId } }),
  };
}
const time = (at: number) => new Date(at).toISOString();
const ends = (inTime: number) => ({ endsAt: time(NOW + inTime) });

test('somebody of whom nothing is known', async () => {
  expect(await seen().see(ROBIN)).toEqual({
    ok: true,
    value: {
      userId: 'robin',
      enabled: false,
      method: null,
      phone: null,
      enabledAt: null,
      backupCodes: null,
      pending: null,
      canDisable: false,
      limits: [],
      lockedUntil: null,
      prompt: { firstAskedAt: null, skips: 0 },
      notices: 'no_address',
      pseudonyms: [expect.stringMatching(/^1\.[\w-]{22}$/)],
    },
  });
});

test('the status is what the customer sees, the number masked', async () => {
  const { see, calls } = seen(withPhone({ prompt: { firstAskedAt: NOW - DAY, skips: 2 } }));

  expect(await see()).toMatchObject({
    value: {
      userId: 'kim',
      enabled: true,
      method: 'phone',
      phone: { number: '+1 ••• ••• ••23', channels: ['sms', 'call'] },
      backupCodes: { remaining: 10 },
      prompt: { firstAskedAt: time(NOW - DAY), skips: 2 },
    },
  });
  expect(calls).toEqual(['load', 'write']);
});

test('an enrolment that has expired is none', async () => {
  const { see } = seen(kim({ pending: pendingTotp('app', { expiresAt: NOW }) }));

  expect(await see()).toMatchObject({ value: { pending: null } });
});

describe('limits', () => {
  test('are shown while something is counted, with what is left of them', async () => {
    const { see, limiter } = seen(
      withPhone({
        limits: {
          attempts: tries(5),
          backupAttempts: tries(1),
          failures: { count: 12, endsAt: NOW + DAY },
          requests: { count: 3, endsAt: NOW + DAY },
        },
      }),
    );
    limiter.set(counterOf(), { count: 4, endsAt: NOW + DAY });

    expect(await see()).toMatchObject({
      value: {
        limits: [
          { kind: 'attempts', count: 5, max: 5, remaining: 0, ...ends(MINUTE) },
          { kind: 'backup_code_attempts', count: 1, max: 5, remaining: 4, ...ends(MINUTE) },
          { kind: 'failures', count: 12, max: 50, remaining: 38, ...ends(DAY) },
          { kind: 'code_requests', count: 3, max: 10, remaining: 7, ...ends(DAY) },
          { kind: 'number_requests', count: 4, max: 10, remaining: 6, ...ends(DAY) },
        ],
        lockedUntil: null,
      },
    });
  });

  test('in which nothing is counted any more are not shown', async () => {
    const { see, limiter } = seen(withPhone({ limits: { requests: { count: 0, endsAt: NOW + DAY } } }));
    limiter.set(counterOf(), { count: 0, endsAt: NOW + DAY });

    expect(await see()).toMatchObject({ value: { limits: [] } });
  });

  test('that have ended are not shown, though they are still stored', async () => {
    const { see, limiter } = seen(
      withPhone({ limits: { failures: { count: policy.failures, endsAt: NOW } } }),
    );
    limiter.set(counterOf(), { count: 4, endsAt: NOW });

    expect(await see()).toMatchObject({ value: { limits: [], lockedUntil: null } });
  });

  test('say until when a customer is locked', async () => {
    const { see } = seen(withApp({ limits: { failures: { count: policy.failures, endsAt: NOW + DAY } } }));

    expect(await see()).toMatchObject({ value: { lockedUntil: time(NOW + DAY) } });
  });

  test('include that of a number which has refused the customer, and each number once', async () => {
    const refusedNumber = { number: sealNumber(PHONE), endsAt: NOW + DAY, toldUntil: NOW + DAY };
    const { see, limiter } = seen(withPhone({ limits: { refusedNumber } }));
    limiter.set(counterOf(), { count: policy.requestsPerNumber, endsAt: NOW + DAY });

    expect(await see()).toMatchObject({
      value: { limits: [{ kind: 'number_requests', count: 10, remaining: 0 }] },
    });
    expect(limiter.calls).toHaveLength(1);
  });
});

describe('notices', () => {
  const known = rememberContact(withApp(), { email: EMAIL }, { keys: KEYS, locale: 'en' });

  test.each([
    ['mail', 'to an address that is known', known, true],
    ['no_address', 'to nowhere', withApp(), true],
    ['off', 'where the operator sends none', known, false],
  ])('are “%s” %s', async (notices, _where, user, noticesOn) => {
    expect(await seen(user, { noticesOn }).see()).toMatchObject({ value: { notices } });
  });
});

describe('a view leaves a trace', () => {
  const viewed = (by: string, at: number) => ({ type: 'SupportViewed', by, at });
  const colleague = { ...agent, userId: 'colleague' as UserId };

  test('once a day for each agent, however often the page asks', async () => {
    const { see, users, clock } = seen(withApp());
    for (let times = 0; times < 5; times++) await see();
    await see('kim', colleague);
    clock.advance(DAY - 1);
    await see();
    expect(users.events).toEqual([viewed('agent', NOW), viewed('colleague', NOW)]);
    clock.advance(1);
    await see();
    expect(users.events.at(-1)).toEqual(viewed('agent', NOW + DAY));
    expect(users.events).toHaveLength(3);
  });

  test('or nothing is shown', async () => {
    const { see, users } = seen(withApp());
    users.meets(() => Promise.reject(outage('dynamodb')));
    await expect(see()).rejects.toThrow('unavailable');
  });

  test('and an attempt of the customer that comes in between stays what it was', async () => {
    const { see, overtake, users } = seen(withApp());
    overtake((current) => ({ ...current, limits: { attempts: tries(3) } }));
    await see();
    expect(users.kim().limits.attempts).toEqual(tries(3));
    expect(users.events).toEqual([viewed('agent', NOW)]);
  });

  test('of twenty agents at most, so that the record does not grow without end', async () => {
    const { see, users } = seen(withApp());
    for (let one = 0; one < 30; one++) await see('kim', { ...agent, userId: `agent-${one}` as UserId });
    expect(users.kim().supportViews).toHaveLength(20);
    expect(users.events).toHaveLength(30);
  });
});
