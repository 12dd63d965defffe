/** What is sent for enrolments to a country or block, against what is confirmed: exact, however much comes at once. */

import { createPlaceCounter } from '../../shared/adapters/place-counter.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import { blockKey, countryKey, ENROLMENTS_PREFIX } from '../../shared/adapters/table.ts';
import type { Place } from '../../shared/domain/destination.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { hash, MINUTE, NOW } from '../unit/support/users.ts';
import {
  clientOf,
  describeWith,
  losingFirstAnswers,
  startTestDatabase,
  withoutOldItems,
} from './support/database.ts';

const database = await startTestDatabase('the counter of countries and blocks');

describeWith(database, 'the counter of countries and blocks', (db) => {
  const counter = createPlaceCounter(db.table, systemRandom);
  const endsAt = NOW + 60 * MINUTE;
  const limit = { messages: 30, unconfirmed: 10, endsAt };
  let places = 0;
  const freshPlace = () => {
    places += 1;
    return { of: 'block', block: hash(`block ${places}`) } as const;
  };
  const stored = ({ block }: ReturnType<typeof freshPlace>, window = endsAt) =>
    db.item(blockKey(block), `${ENROLMENTS_PREFIX}${window}`);
  const chargeTimes = (times: number, place: Place, by = counter) =>
    Promise.all(Array.from({ length: times }, () => by.charge(place, limit)));

  test('100 at once, none confirmed: exactly as many as may be unconfirmed pass', async () => {
    const place = freshPlace();
    const charged = await chargeTimes(100, place);
    expect(charged.filter(({ ok }) => ok)).toHaveLength(10);
    expect(charged.filter(({ ok }) => !ok)).toEqual(Array(90).fill({ ok: false, error: 'unconfirmed' }));
    expect(await stored(place)).toMatchObject({ messages: 10, unconfirmed: 10, ttl: endsAt / 1000 });
  });

  test('a confirmation makes room for as many sends as it makes up for', async () => {
    const place = freshPlace();
    await chargeTimes(10, place);
    await counter.confirm(place, limit, 4);
    const charged = await chargeTimes(10, place);
    expect(charged.filter(({ ok }) => ok)).toHaveLength(4);
  });

  test('where enough is confirmed, the other limit stays', async () => {
    const place = freshPlace();
    for (let time = 0; time < 30; time++) {
      expect(await counter.charge(place, limit)).toEqual({ ok: true });
      await counter.confirm(place, limit, 4);
    }
    expect(await counter.charge(place, limit)).toEqual({ ok: false, error: 'limit' });
  });

  test('confirmations do not pay in advance for what comes', async () => {
    const place = freshPlace();
    await counter.confirm(place, limit, 4);
    expect(await stored(place)).toBeUndefined();
    await counter.charge(place, limit);
    for (let time = 0; time < 5; time++) await counter.confirm(place, limit, 4);
    expect(await stored(place)).toMatchObject({ messages: 1, unconfirmed: -3 });
  });

  test('a window that is over counts for nothing, and is charged nothing', async () => {
    const place = freshPlace();
    await chargeTimes(10, place);
    const next = { ...limit, endsAt: endsAt + 60 * MINUTE };
    expect(await counter.charge(place, next)).toEqual({ ok: true });
    await counter.refund(place, limit);
    expect(await stored(place)).toMatchObject({ messages: 9, unconfirmed: 9 });
    expect(await stored(place, next.endsAt)).toMatchObject({ messages: 1, unconfirmed: 1 });
  });

  test('a refund where there is nothing makes nothing', async () => {
    const place = freshPlace();
    await counter.refund(place, limit);
    expect(await stored(place)).toBeUndefined();
  });

  test('a country and a block have counts of their own', async () => {
    const place = freshPlace();
    await counter.charge(place, limit);
    await counter.charge({ of: 'country', country: 'GB' }, limit);
    await counter.charge({ of: 'country', country: 'GB' }, limit);
    expect(await stored(place)).toMatchObject({ messages: 1 });
    expect(await db.item(countryKey('GB'), `${ENROLMENTS_PREFIX}${endsAt}`)).toMatchObject({ messages: 2 });
  });

  test('a call whose answer is lost counts once, though the SDK asks again', async () => {
    const place = freshPlace();
    const flaky = createPlaceCounter({ ...db.table, client: losingFirstAnswers(db.endpoint) }, systemRandom);
    for (let time = 0; time < 10; time++) expect(await flaky.charge(place, limit)).toEqual({ ok: true });
    expect(await flaky.charge(place, limit)).toEqual({ ok: false, error: 'unconfirmed' });
    await flaky.refund(place, limit);
    await flaky.confirm(place, limit, 4);
    expect(await stored(place)).toMatchObject({ messages: 9, unconfirmed: 5 });
  });

  test('which limit it is, is known where the database does not say what it holds', async () => {
    const place = freshPlace();
    const terse = createPlaceCounter({ ...db.table, client: withoutOldItems(db.endpoint) }, systemRandom);
    await chargeTimes(10, place);
    expect(await terse.charge(place, limit)).toEqual({ ok: false, error: 'unconfirmed' });
    expect(await terse.charge(place, { ...limit, messages: 10 })).toEqual({ ok: false, error: 'limit' });
  });

  test('an outage is told as such by every operation', async () => {
    const broken = createPlaceCounter(
      { client: clientOf('http://127.0.0.1:1'), name: db.table.name },
      systemRandom,
    );
    const place = freshPlace();
    await expect(broken.charge(place, limit)).rejects.toThrow(Unavailable);
    await expect(broken.refund(place, limit)).rejects.toThrow(Unavailable);
    await expect(broken.confirm(place, limit, 4)).rejects.toThrow(Unavailable);
  });
});
