/** The stream handler: whatever is replayed, cut short or broken, the trail has each event once and in order. */

import type { DynamoDBRecord } from 'aws-lambda';
import { readRecord } from '../../../../shared/adapters/record-stream.ts';
import { publishedEvent } from '../../../../shared/contract/events.ts';
import type { UserId } from '../../../../shared/domain/brand.ts';
import { placeLimit } from '../../../../shared/domain/destination.ts';
import type { TrailEvent } from '../../../../shared/domain/ports/audit-trail.ts';
import type { Published } from '../../../../shared/domain/ports/event-bus.ts';
import { Unavailable } from '../../../../shared/domain/unavailable.ts';
import { publishEvents } from '../../../../shared/operations/events/publish-events.ts';
import { EVENTS, streamRecord } from '../../support/events.ts';
import { type LogLines, readLog } from '../../support/log-lines.ts';
import { memoryPlaceCounter } from '../../support/memory-place-counter.ts';
import { seeded } from '../../support/seeded.ts';
import { hash, KIM, NOW, policy, ROBIN } from '../../support/users.ts';

class Killed extends Error {}

/** A trail that takes an event once, and a bus; either can fail or die at any call. */
function world() {
  const trails = new Map<UserId, TrailEvent[]>();
  const bus: Published[] = [];
  const places = memoryPlaceCounter();
  let beforeCall = (): void => undefined;
  const handle = publishEvents({
    read: readRecord,
    trail: {
      append: async (userId, event) => {
        beforeCall();
        const trail = trails.get(userId) ?? [];
        trails.set(userId, trail);
        if (trail.some(({ id }) => id === event.id)) return false;
        trail.push(event);
        return true;
      },
    },
    bus: {
      put: async (events) => {
        beforeCall();
        bus.push(...events);
      },
    },
    policy,
    places,
  });
  return {
    bus,
    places,
    trailOf: (userId: UserId) => trails.get(userId) ?? [],
    idsOf: (userId: UserId) => (trails.get(userId) ?? []).map(({ id }) => id),
    /** Runs at each call of trail or bus. */
    before: (call: () => void) => {
      beforeCall = call;
    },
    handle: (...Records: readonly DynamoDBRecord[]) => handle({ Records: [...Records] }),
  };
}

const outage = () => new Unavailable('dynamodb', new Error('down'));
/** Throws at the call of this number, counted from 1, and at none after. */
const failAt = (number: number, error: Error) => {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === number) throw error;
  };
};

/** Lambda's part: delivers what is left until all is done; a killed or failed function gets the rest again. */
async function deliver({ handle }: ReturnType<typeof world>, records: readonly DynamoDBRecord[]) {
  let rest = records;
  for (let tries = 0; rest.length > 0; tries++) {
    if (tries > 50) throw new Error('This will never end.');
    const answer = await handle(...rest).catch(() => undefined);
    if (answer === undefined) continue;
    const [failed] = answer.batchItemFailures;
    if (failed === undefined) return;
    rest = rest.slice(rest.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed.itemIdentifier));
  }
}

const { BackupCodeUsed, SignInVerified, TwoFactorEnabled, EnrollmentSkipped } = EVENTS;
const batch = [
  streamRecord(NOW, [EnrollmentSkipped]),
  streamRecord(NOW + 1, [], ROBIN),
  streamRecord(NOW + 2, [TwoFactorEnabled]),
  streamRecord(NOW + 3, [TwoFactorEnabled], ROBIN),
  streamRecord(NOW + 4, [BackupCodeUsed, SignInVerified]),
];
const kimsEvents = [`00${NOW}-0`, `00${NOW + 2}-0`, `00${NOW + 4}-0`, `00${NOW + 4}-1`];
const robinsEvents = [`00${NOW + 3}-0`];

describe('the stream handler', () => {
  let log: LogLines;
  beforeEach(() => {
    log = readLog();
  });
  afterEach(() => log.restore());

  test('every event goes into the trail and on the bus, in order', async () => {
    const all = world();
    expect(await all.handle(...batch)).toEqual({ batchItemFailures: [] });
    expect(all.idsOf(KIM)).toEqual(kimsEvents);
    expect(all.idsOf(ROBIN)).toEqual(robinsEvents);
    expect(all.bus.map(({ type }) => type)).toEqual([
      'EnrollmentSkipped',
      'TwoFactorEnabled',
      'TwoFactorEnabled',
      'BackupCodeUsed',
      'SignInVerified',
    ]);
    for (const event of all.bus) expect(publishedEvent.parse(event)).toEqual(event);
  });

  test('every event is in the log by type and id, and so is what could not be published', async () => {
    const all = world();
    await all.handle(streamRecord(NOW, [BackupCodeUsed, SignInVerified]));
    await expect(all.handle(streamRecord(NOW + 1, ['no event']))).rejects.toMatchObject({
      name: 'UnreadableRecord',
    });

    expect(log.entries()).toMatchObject([
      { event: 'event_published', eventType: 'BackupCodeUsed', eventId: `00${NOW}-0` },
      { event: 'event_published', eventType: 'SignInVerified', eventId: `00${NOW}-1` },
      { event: 'event_not_published', reason: 'UnreadableRecord', eventId: `id-${NOW + 1}` },
    ]);
  });

  test('a record that fails and can’t be named fails the batch', async () => {
    const { SequenceNumber: _none, ...dynamodb } = streamRecord(NOW + 1, ['no event']).dynamodb ?? {};
    const all = world();
    await expect(all.handle(streamRecord(NOW, []), { dynamodb })).rejects.toThrow('cannot be read');
  });

  test('batches that are replayed, whole or in part, change nothing in the trail', async () => {
    const all = world();
    await all.handle(...batch);
    await all.handle(...batch);
    await all.handle(...batch.slice(2, 4));
    expect(all.idsOf(KIM)).toEqual(kimsEvents);
    expect(all.idsOf(ROBIN)).toEqual(robinsEvents);
  });

  test('killed at any call in the middle of a batch, the retry completes it: each event once, in order', async () => {
    for (let call = 1; call <= 10; call++) {
      const all = world();
      all.before(failAt(call, new Killed()));
      await deliver(all, batch);
      expect(all.idsOf(KIM)).toEqual(kimsEvents);
      expect(all.idsOf(ROBIN)).toEqual(robinsEvents);
      expect(new Set(all.bus.map(({ id, userId }) => userId + id)).size).toBe(5);
    }
  });

  test('with failures at random and batches cut anywhere, each event once, in order', async () => {
    const random = seeded(7);
    const many = Array.from({ length: 40 }, (_, index) => streamRecord(NOW + index, [BackupCodeUsed]));
    for (let round = 0; round < 20; round++) {
      const all = world();
      all.before(() => {
        if (random.below(4) === 0) throw random.below(2) === 0 ? outage() : new Killed();
      });
      for (let start = 0; start < many.length; ) {
        const size = 1 + random.below(8);
        await deliver(all, many.slice(start, start + size));
        start += size;
      }
      expect(all.idsOf(KIM)).toEqual(many.map((_, index) => `00${NOW + index}-0`));
    }
  });

  test('an outage: reports the first record that failed, with those before it done', async () => {
    const all = world();
    all.before(failAt(5, outage()));
    expect(await all.handle(...batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: `robin-${NOW + 3}` }],
    });
    expect(all.idsOf(KIM)).toEqual(kimsEvents.slice(0, 2));
    expect(log.entries().at(-1)).toMatchObject({ event: 'dependency_unavailable', dependency: 'dynamodb' });
  });

  test.each([
    ['no list', { L: 'x' }],
    ['no event', { L: [{ M: { type: { S: 'Unheard' } } }] }],
    ['none at all', undefined],
  ])(
    'a poison record (events: %s) is reported, fails alone, and says nothing of what it holds',
    async (_, events) => {
      const all = world();
      const poison = streamRecord(NOW + 5, [{ type: 'SupportReset', reason: 'secret' }]);
      const image = poison.dynamodb?.NewImage;
      if (image === undefined) throw new Error('no image');
      const broken = JSON.parse(
        JSON.stringify({ ...poison, dynamodb: { ...poison.dynamodb, NewImage: { ...image, events } } }),
      );
      expect(await all.handle(...batch, broken, ...batch)).toEqual({
        batchItemFailures: [{ itemIdentifier: `kim-${NOW + 5}` }],
      });
      // Lambda halves what is left: what fails first fails all, so that it ends up alone in the dead-letter queue.
      await expect(all.handle(broken, ...batch)).rejects.toThrow('cannot be read');
      await expect(all.handle(broken)).rejects.toThrow('cannot be read');
      expect(log.lines.join()).not.toContain('secret');
      expect(all.idsOf(KIM)).toEqual(kimsEvents);
    },
  );

  test('what the clean-up removes, and items that are no records, are no events', async () => {
    const all = world();
    const record = streamRecord(NOW, [TwoFactorEnabled]);
    const trailItem = JSON.parse(JSON.stringify(record).replaceAll('"RECORD"', '"EVENT#1"'));
    await all.handle({ ...record, eventName: 'REMOVE' }, trailItem);
    expect(all.idsOf(KIM)).toEqual([]);
    expect(all.bus).toEqual([]);
  });

  test('an empty list that comes without a value is no fault', async () => {
    const all = world();
    const record = JSON.parse(JSON.stringify(streamRecord(NOW, [])).replace('{"L":[]}', '{}'));
    expect(await all.handle(record)).toEqual({ batchItemFailures: [] });
  });

  describe('an enrolment that a code has confirmed', () => {
    const destination = { country: 'CU', block: hash('block') };
    const confirmation = streamRecord(NOW, [
      { ...TwoFactorEnabled, method: 'phone', confirmed: destination },
    ]);
    const sent = { messages: 8, unconfirmed: 8 };
    const confirmed = { messages: 8, unconfirmed: 8 - policy.sendsPerConfirmation };

    function sentThere() {
      const all = world();
      for (const place of ['block', 'country'] as const) all.places.set(place, sent);
      const counted = () => [all.places.sentTo('block'), all.places.sentTo('country')];
      return { ...all, counted };
    }

    test('counts for the block and the country that the code went to', async () => {
      const all = sentThere();
      await all.handle(confirmation);
      expect(all.places.calls).toEqual(['confirm block', 'confirm country']);
      expect(all.counted()).toEqual([confirmed, confirmed]);
    });

    test('counts in the hour in which it was confirmed, however late the stream is', async () => {
      const all = sentThere();
      const thatHour = placeLimit('block', policy, NOW);
      await all.places.charge({ of: 'block', block: destination.block }, thatHour);
      await all.handle(confirmation);
      expect(all.places.sentTo('block').unconfirmed).toBe(sent.unconfirmed + 1 - policy.sendsPerConfirmation);
    });

    test('counts once, though its batch is replayed or cut short at any call', async () => {
      for (let call = 1; call <= 2; call++) {
        const all = sentThere();
        all.before(failAt(call, new Killed()));
        await deliver(all, [confirmation]);
        await all.handle(confirmation);
        expect(all.counted()).toEqual([confirmed, confirmed]);
      }
    });

    test('tells neither trail nor bus where the code went', async () => {
      const all = sentThere();
      await all.handle(confirmation);
      const told = [...all.trailOf(KIM), ...all.bus];
      expect(told.map(({ type }) => type)).toEqual(['TwoFactorEnabled', 'TwoFactorEnabled']);
      for (const event of told) expect(event).not.toHaveProperty('confirmed');
      expect(JSON.stringify(told)).not.toContain(destination.block);
    });

    test('is told of also where it can’t be counted', async () => {
      const all = sentThere();
      all.places.fail('confirm', 'block');
      expect(await all.handle(confirmation)).toEqual({ batchItemFailures: [] });
      expect(all.bus).toHaveLength(1);
      expect(all.counted()).toEqual([sent, confirmed]);
      expect(log.entries()[0]).toMatchObject({ event: 'dependency_unavailable', dependency: 'dynamodb' });
    });

    test('is not told of where counting it meets a fault of our own, which no outage hides', async () => {
      const all = sentThere();
      const fault = new TypeError('unexpected');
      all.places.confirm = () => Promise.reject(fault);
      await expect(all.handle(confirmation)).rejects.toBe(fault);
      expect(log.entries()).toMatchObject([{ event: 'event_not_published', reason: 'TypeError' }]);
    });
  });

  test('an enrolment without a code that was sent counts for no place', async () => {
    const all = world();
    await all.handle(streamRecord(NOW, [TwoFactorEnabled]));
    expect(all.places.calls).toEqual([]);
  });
});
