/** Counters that users share: exact under a hundred charges at once, and gone when their time is over. */

import { createLedger } from '../../shared/adapters/ledger.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { DAY, NOW } from '../unit/support/users.ts';
import {
  clientOf,
  describeWith,
  losingFirstAnswers,
  startTestDatabase,
  withoutOldItems,
} from './support/database.ts';

const database = await startTestDatabase('the ledger');

describeWith(database, 'the ledger', (db) => {
  const ledger = createLedger(db.table, systemRandom);
  const limit = { max: 10, seconds: DAY / 1000 };
  const full = { count: 10, endsAt: NOW + DAY };
  let keys = 0;
  const freshKey = () => {
    keys += 1;
    return { pk: `PHONE#${keys}`, sk: 'REQUESTS' };
  };

  test('the first charge opens a window; the count is right after each', async () => {
    const key = freshKey();
    expect(await ledger.charge(key, limit, NOW)).toEqual({
      ok: true,
      value: { count: 1, endsAt: NOW + DAY },
    });
    expect(await ledger.charge(key, limit, NOW + 1)).toEqual({
      ok: true,
      value: { count: 2, endsAt: NOW + DAY },
    });
    expect(await ledger.read(key, NOW)).toEqual({ count: 2, endsAt: NOW + DAY });
    expect(await db.item(key.pk, key.sk)).toMatchObject({ ttl: (NOW + DAY) / 1000 });
  });

  test('100 charges at once on a limit of ten: exactly ten pass, the rest see the full window', async () => {
    const key = freshKey();
    const charges = await Promise.all(Array.from({ length: 100 }, () => ledger.charge(key, limit, NOW)));
    const counts = charges.flatMap((charge) => (charge.ok ? [charge.value.count] : []));
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(charges.filter((charge) => !charge.ok)).toEqual(Array(90).fill({ ok: false, error: full }));
    expect(await ledger.read(key, NOW)).toEqual(full);
  });

  test('a refused charge neither counts nor prolongs the window', async () => {
    const key = freshKey();
    for (let time = 0; time < 10; time++) await ledger.charge(key, limit, NOW);
    for (const at of [NOW, NOW + DAY - 1]) {
      expect(await ledger.charge(key, limit, at)).toEqual({ ok: false, error: full });
    }
    expect(await ledger.read(key, NOW)).toEqual(full);
  });

  test('a window that has ended counts as gone though it is still in the table, and is replaced once', async () => {
    const key = freshKey();
    for (let time = 0; time < 10; time++) await ledger.charge(key, limit, NOW);
    expect(await ledger.read(key, NOW + DAY)).toBeUndefined();
    expect(await db.item(key.pk, key.sk)).toMatchObject(full);
    const charges = await Promise.all(Array.from({ length: 30 }, () => ledger.charge(key, limit, NOW + DAY)));
    expect(charges.filter((charge) => charge.ok)).toHaveLength(10);
    expect(await ledger.read(key, NOW + DAY)).toEqual({ count: 10, endsAt: NOW + 2 * DAY });
  });

  test('what is refunded can be charged again', async () => {
    const key = freshKey();
    for (let time = 0; time < 10; time++) await ledger.charge(key, limit, NOW);
    await ledger.refund(key, full);
    expect(await ledger.charge(key, limit, NOW)).toEqual({ ok: true, value: full });
    expect(await ledger.charge(key, limit, NOW)).toMatchObject({ ok: false });
  });

  test('a refund goes to the window that was charged, never to a later one, and never below none', async () => {
    const key = freshKey();
    const charged = await ledger.charge(key, limit, NOW);
    await ledger.charge(key, limit, NOW + DAY);
    if (charged.ok) await ledger.refund(key, charged.value);
    expect(await ledger.read(key, NOW + DAY)).toMatchObject({ count: 1 });
    const later = { count: 1, endsAt: NOW + 2 * DAY };
    for (let time = 0; time < 3; time++) await ledger.refund(key, later);
    expect(await ledger.read(key, NOW + DAY)).toMatchObject({ count: 0 });
  });

  test('a charge or refund whose answer is lost counts once, though the SDK asks again', async () => {
    const key = freshKey();
    const flaky = createLedger({ ...db.table, client: losingFirstAnswers(db.endpoint) }, systemRandom);

    const opened = await flaky.charge(key, limit, NOW);
    expect(opened).toEqual({ ok: true, value: { count: 1, endsAt: NOW + DAY } });
    for (const count of [2, 3]) {
      expect(await flaky.charge(key, limit, NOW)).toEqual({ ok: true, value: { count, endsAt: NOW + DAY } });
    }
    if (opened.ok) await flaky.refund(key, opened.value);

    expect(await ledger.read(key, NOW)).toEqual({ count: 2, endsAt: NOW + DAY });
  });

  test('a full window is known where the database does not say what it holds', async () => {
    const key = freshKey();
    const terse = createLedger({ ...db.table, client: withoutOldItems(db.endpoint) }, systemRandom);
    const charges = await Promise.all(Array.from({ length: 12 }, () => terse.charge(key, limit, NOW)));
    expect(charges.filter((charge) => charge.ok)).toHaveLength(10);
    expect(charges.filter((charge) => !charge.ok)).toEqual(Array(2).fill({ ok: false, error: full }));
  });

  test('a refund where there is nothing makes nothing', async () => {
    const key = freshKey();
    await ledger.refund(key, full);
    expect(await db.item(key.pk, key.sk)).toBeUndefined();
  });

  test('cleared is forgotten, and keys do not share a count', async () => {
    const [key, other] = [freshKey(), freshKey()];
    await ledger.charge(key, limit, NOW);
    await ledger.charge(other, limit, NOW);
    await ledger.clear(key);
    expect(await ledger.read(key, NOW)).toBeUndefined();
    expect(await ledger.read(other, NOW)).toMatchObject({ count: 1 });
  });

  test('an outage is told as such by every operation', async () => {
    const broken = createLedger(
      { client: clientOf('http://127.0.0.1:1'), name: db.table.name },
      systemRandom,
    );
    const key = freshKey();
    await expect(broken.charge(key, limit, NOW)).rejects.toThrow(Unavailable);
    await expect(broken.refund(key, full)).rejects.toThrow(Unavailable);
    await expect(broken.read(key, NOW)).rejects.toThrow(Unavailable);
    await expect(broken.clear(key)).rejects.toThrow(Unavailable);
  });
});
