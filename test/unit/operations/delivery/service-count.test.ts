/** The count of all messages in parts: their limits add up to the whole, and a full part sends to another. */

import { DEFAULT_POLICY, type Policy } from '../../../../shared/domain/policy.ts';
import { servicePartLimit, serviceParts } from '../../../../shared/domain/service-count.ts';
import { chargeServiceCount } from '../../../../shared/operations/delivery/charge-service.ts';
import { seededRandom } from '../../support/key-ring.ts';
import { memoryRateLimiter } from '../../support/memory-rate-limiter.ts';
import { MINUTE, NOW } from '../../support/users.ts';

const HOUR = 60 * MINUTE;

/** A thousand a second. */
const LARGE: Policy = { ...DEFAULT_POLICY, messages: 3_600_000 };
/** In three parts, of which the last is the largest. */
const SMALL: Policy = { ...DEFAULT_POLICY, messages: 250, messageWindow: 1 };

const all = (parts: number): readonly number[] => Array.from({ length: parts }, (_, part) => part);

test.each([
  [DEFAULT_POLICY, 1],
  [{ ...DEFAULT_POLICY, messages: 360_000 }, 1],
  [{ ...DEFAULT_POLICY, messages: 360_001 }, 2],
  [LARGE, 10],
])('a limit of more than a hundred messages a second is counted in parts (%#)', (policy, parts) => {
  expect(serviceParts(policy)).toBe(parts);
});

test.each([DEFAULT_POLICY, SMALL, LARGE, { ...LARGE, messages: 999_983 }])(
  'the limits of the parts add up to the whole one, and so do those of enrolments (%#)',
  (policy) => {
    const sum = (use: 'sign_in' | 'enrolment') =>
      all(serviceParts(policy)).reduce((total, part) => total + servicePartLimit(policy, use, part).max, 0);
    expect(sum('sign_in')).toBe(policy.messages);
    expect(sum('enrolment')).toBe(policy.messages / 2 + (policy.messages % 2) / 2);
  },
);

function counting(policy: Policy) {
  const limiter = memoryRateLimiter();
  const deps = { policy, limiter, random: seededRandom(1) };
  const charge = (use: 'sign_in' | 'enrolment' = 'sign_in') => chargeServiceCount(deps, use, NOW);
  const counts = () =>
    all(serviceParts(policy)).map((part) => limiter.windowOf({ of: 'service', part })?.count ?? 0);
  return { limiter, charge, counts };
}

test('every message is let through until the limit is nearly reached, and none after it', async () => {
  const policy = { ...LARGE, messages: 60_000, messageWindow: 60 };
  const { charge, counts } = counting(policy);

  let first: number | undefined;
  let sent = 0;
  for (let asked = 0; asked < 2 * policy.messages; asked += 1) {
    if ((await charge()).ok) sent += 1;
    else first ??= sent;
  }

  expect(first).toBeGreaterThan(0.97 * policy.messages);
  expect(sent).toBe(policy.messages);
  expect(counts()).toEqual(Array(10).fill(6000));
});

test('messages spread evenly over the parts', async () => {
  const { charge, counts } = counting(LARGE);
  for (let asked = 0; asked < 10_000; asked += 1) await charge();
  for (const count of counts()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test('two parts are asked at most, so that refusals do not meet at any of them', async () => {
  const { limiter, charge } = counting(LARGE);
  for (const part of all(10)) limiter.set({ of: 'service', part }, { count: 360_000, endsAt: NOW + HOUR });

  expect(await charge()).toEqual({ ok: false, error: { endsAt: NOW + HOUR, onlyReserve: false } });

  expect(new Set(limiter.calls).size).toBe(2);
});

test('enrolments end in each part where only its reserve is left, and that is said', async () => {
  const { limiter, charge } = counting(LARGE);
  for (const part of all(10)) limiter.set({ of: 'service', part }, { count: 180_000, endsAt: NOW + HOUR });

  expect(await charge('enrolment')).toEqual({ ok: false, error: { endsAt: NOW + HOUR, onlyReserve: true } });
  expect(await charge('sign_in')).toMatchObject({ ok: true });
});

test('what was not sent is given back to the part in which it was counted', async () => {
  const { charge, counts } = counting(SMALL);
  await charge();
  const before = counts();
  const charged = await charge();
  if (charged.ok) await charged.value.refund();
  expect(counts()).toEqual(before);
});
