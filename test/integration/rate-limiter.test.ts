/** Counters that users share: exact under a hundred charges at once, and gone when their time is over. */

import { createRateLimiter } from '../../shared/adapters/rate-limiter.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import { phoneKey, REQUESTS } from '../../shared/adapters/table.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { servicePartLimit, serviceParts } from '../../shared/domain/service-count.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { chargeServiceCount } from '../../shared/operations/delivery/charge-service.ts';
import { DAY, hash, NOW } from '../unit/support/users.ts';
import {
  clientOf,
  describeWith,
  losingFirstAnswers,
  startTestDatabase,
  withoutOldItems,
} from './support/database.ts';

const database = await startTestDatabase('the rate limiter');

describeWith(database, 'the rate limiter', (db) => {
  test('150 messages at once on a service limit of 120 in three parts: no more pass, and few fewer', async () => {
    const policy = { ...DEFAULT_POLICY, messages: 120, messageWindow: 0.4 };
    const limiter = createRateLimiter(db.table, systemRandom);
    const deps = { policy, limiter, random: systemRandom };

    const charges = await Promise.all(
      Array.from({ length: 150 }, () => chargeServiceCount(deps, 'sign_in', NOW)),
    );

    const sent = charges.filter(({ ok }) => ok).length;
    const parts = Array.from({ length: serviceParts(policy) }, (_, part) => part);
    expect(parts).toHaveLength(3);
    const held = await Promise.all(parts.map((part) => limiter.read({ of: 'service', part }, NOW)));
    expect(held.reduce((sum, window) => sum + (window?.count ?? 0), 0)).toBe(sent);
    held.forEach((window, part) => {
      expect(window?.count).toBeLessThanOrEqual(servicePartLimit(policy, 'sign_in', part).max);
    });
    expect(sent).toBeGreaterThan(100);
  });

  // Whatever is likely: what is counted is the same.
  describe.each([[true], [false]])('where a window is taken for open: %s', (opened) => {
    const limiter = createRateLimiter(db.table, systemRandom);
    const limit = { max: 10, seconds: DAY / 1000 };
    const full = { count: 10, endsAt: NOW + DAY };
    let numbers = 0;
    const freshNumber = () => {
      numbers += 1;
      return { of: 'number', number: hash(`number ${numbers} ${opened}`) } as const;
    };
    const stored = (counter: ReturnType<typeof freshNumber>) => db.item(phoneKey(counter.number), REQUESTS);

    test('the first charge opens a window; the count is right after each', async () => {
      const number = freshNumber();
      expect(await limiter.charge(number, limit, NOW, opened)).toEqual({
        ok: true,
        value: { count: 1, endsAt: NOW + DAY },
      });
      expect(await limiter.charge(number, limit, NOW + 1, opened)).toEqual({
        ok: true,
        value: { count: 2, endsAt: NOW + DAY },
      });
      expect(await limiter.read(number, NOW)).toEqual({ count: 2, endsAt: NOW + DAY });
      expect(await stored(number)).toMatchObject({ ttl: (NOW + DAY) / 1000 });
    });

    test('100 charges at once on a limit of ten: exactly ten pass, the rest see the full window', async () => {
      const number = freshNumber();
      const charges = await Promise.all(
        Array.from({ length: 100 }, () => limiter.charge(number, limit, NOW, opened)),
      );
      const counts = charges.flatMap((charge) => (charge.ok ? [charge.value.count] : []));
      expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(charges.filter((charge) => !charge.ok)).toEqual(Array(90).fill({ ok: false, error: full }));
      expect(await limiter.read(number, NOW)).toEqual(full);
    });

    test('a refused charge neither counts nor prolongs the window', async () => {
      const number = freshNumber();
      for (let time = 0; time < 10; time++) await limiter.charge(number, limit, NOW, opened);
      for (const at of [NOW, NOW + DAY - 1]) {
        expect(await limiter.charge(number, limit, at, opened)).toEqual({ ok: false, error: full });
      }
      expect(await limiter.read(number, NOW)).toEqual(full);
    });

    test('a window that has ended counts as gone though it is still in the table, and is replaced once', async () => {
      const number = freshNumber();
      for (let time = 0; time < 10; time++) await limiter.charge(number, limit, NOW, opened);
      expect(await limiter.read(number, NOW + DAY)).toBeUndefined();
      expect(await stored(number)).toMatchObject(full);
      const charges = await Promise.all(
        Array.from({ length: 30 }, () => limiter.charge(number, limit, NOW + DAY, opened)),
      );
      expect(charges.filter((charge) => charge.ok)).toHaveLength(10);
      expect(await limiter.read(number, NOW + DAY)).toEqual({ count: 10, endsAt: NOW + 2 * DAY });
    });

    test('what is refunded can be charged again', async () => {
      const number = freshNumber();
      for (let time = 0; time < 10; time++) await limiter.charge(number, limit, NOW, opened);
      await limiter.refund(number, full);
      expect(await limiter.charge(number, limit, NOW, opened)).toEqual({ ok: true, value: full });
      expect(await limiter.charge(number, limit, NOW, opened)).toMatchObject({ ok: false });
    });

    test('a refund goes to the window that was charged, never to a later one, and never below none', async () => {
      const number = freshNumber();
      const charged = await limiter.charge(number, limit, NOW, opened);
      await limiter.charge(number, limit, NOW + DAY, opened);
      if (charged.ok) await limiter.refund(number, charged.value);
      expect(await limiter.read(number, NOW + DAY)).toMatchObject({ count: 1 });
      const later = { count: 1, endsAt: NOW + 2 * DAY };
      for (let time = 0; time < 3; time++) await limiter.refund(number, later);
      expect(await limiter.read(number, NOW + DAY)).toMatchObject({ count: 0 });
    });

    test('a charge or refund whose answer is lost counts once, though the SDK asks again', async () => {
      const number = freshNumber();
      const flaky = createRateLimiter({ ...db.table, client: losingFirstAnswers(db.endpoint) }, systemRandom);

      const first = await flaky.charge(number, limit, NOW, opened);
      expect(first).toEqual({ ok: true, value: { count: 1, endsAt: NOW + DAY } });
      for (const count of [2, 3]) {
        expect(await flaky.charge(number, limit, NOW, opened)).toEqual({
          ok: true,
          value: { count, endsAt: NOW + DAY },
        });
      }
      if (first.ok) await flaky.refund(number, first.value);

      expect(await limiter.read(number, NOW)).toEqual({ count: 2, endsAt: NOW + DAY });
    });

    test('a full window is known where the database does not say what it holds', async () => {
      const number = freshNumber();
      const terse = createRateLimiter({ ...db.table, client: withoutOldItems(db.endpoint) }, systemRandom);
      const charges = await Promise.all(
        Array.from({ length: 12 }, () => terse.charge(number, limit, NOW, opened)),
      );
      expect(charges.filter((charge) => charge.ok)).toHaveLength(10);
      expect(charges.filter((charge) => !charge.ok)).toEqual(Array(2).fill({ ok: false, error: full }));
    });

    test('a refund where there is nothing makes nothing', async () => {
      const number = freshNumber();
      await limiter.refund(number, full);
      expect(await stored(number)).toBeUndefined();
    });

    test('cleared is forgotten, and keys do not share a count', async () => {
      const [number, other] = [freshNumber(), freshNumber()];
      await limiter.charge(number, limit, NOW, opened);
      await limiter.charge(other, limit, NOW, opened);
      await limiter.clear(number);
      expect(await limiter.read(number, NOW)).toBeUndefined();
      expect(await limiter.read(other, NOW)).toMatchObject({ count: 1 });
    });

    test('an outage is told as such by every operation', async () => {
      const broken = createRateLimiter(
        { client: clientOf('http://127.0.0.1:1'), name: db.table.name },
        systemRandom,
      );
      const number = freshNumber();
      await expect(broken.charge(number, limit, NOW, opened)).rejects.toThrow(Unavailable);
      await expect(broken.refund(number, full)).rejects.toThrow(Unavailable);
      await expect(broken.read(number, NOW)).rejects.toThrow(Unavailable);
      await expect(broken.clear(number)).rejects.toThrow(Unavailable);
    });
  });
});
