/** A code that could not be sent: what is given back, and what stays. */

import { DeliveryError, type DeliveryFailure } from '../../../../shared/domain/ports/delivery.ts';
import { Unavailable } from '../../../../shared/domain/unavailable.ts';
import { type LogLines, readLog } from '../../support/log-lines.ts';
import { afterUnsent, NUMBER, SERVICE, sending, withEarlierCode } from '../../support/sending.ts';
import { DAY, MINUTE, NOW, policy, SECOND } from '../../support/users.ts';

let log: LogLines;
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());
const logged = () =>
  log.entries().map(({ event, reason }) => (reason === undefined ? event : `${event} ${reason}`));

describe('a code that the network does not take', () => {
  const KINDS: readonly DeliveryFailure[] = ['throttled', 'unavailable', 'timeout', 'refused'];

  test.each(KINDS)('%s: costs the customer and the number nothing', async (kind) => {
    const { send, counts, codeInForce, users, network } = sending();
    network.fails(new DeliveryError(kind));

    const sent = await send('unsent');

    expect(sent).toMatchObject({ ok: false, error: { code: 'delivery_failed' } });
    expect(counts()).toMatchObject({ user: 1, number: 0 });
    expect(codeInForce()).toBe('earlier');
    expect(users.kim().sentCode).toEqual(withEarlierCode.sentCode);
    expect(logged()).toEqual([`delivery_failed ${kind}`]);
  });

  test.each([
    ['throttled', 0],
    ['refused', 0],
    ['unavailable', 1],
    ['timeout', 1],
  ] as const)(
    '%s: %i stays in the count of the service, which is of what may have been sent',
    async (kind, count) => {
      const { send, counts, network } = sending();
      network.fails(new DeliveryError(kind));

      await send('unsent');

      expect(counts().service).toBe(count);
    },
  );

  test.each(['throttled', 'unavailable', 'timeout'] as const)(
    '%s: the next may be requested at once',
    async (kind) => {
      const { send, users, network } = sending();
      network.fails(new DeliveryError(kind));

      const sent = await send('unsent');

      expect(sent).toEqual({ ok: false, error: { code: 'delivery_failed' } });
      expect(users.kim().limits).toEqual(afterUnsent());
    },
  );

  test('refused: the half minute until the next stays', async () => {
    const { send, users, network } = sending();
    network.fails(new DeliveryError('refused'));

    const sent = await send('unsent');

    expect(sent).toEqual({ ok: false, error: { code: 'delivery_failed', retryAfter: 30 } });
    expect(users.kim().limits).toEqual({ ...afterUnsent(), resendAt: NOW + 30 * SECOND });
  });

  test('refused, over and over: keeps the network busy once in half a minute and fifty times a day, and uses up no other count', async () => {
    const { send, clock, counts, network } = sending();
    const handedOverAt: number[] = [];
    network.meets(() => {
      handedOverAt.push(clock.now());
      throw new DeliveryError('refused');
    });

    for (let requests = 0; requests < 2 * policy.messages; requests++) {
      await send(`code ${requests}`);
      expect(counts()).toEqual({ user: 1, number: 0, service: 0 });
      clock.advance(SECOND);
    }

    const everyHalfMinute = Array.from(handedOverAt, (_, index) => NOW + index * 30 * SECOND);
    expect(handedOverAt).toHaveLength(50);
    expect(handedOverAt).toEqual(everyHalfMinute);
  });

  test('taken back fifty times in a day: the next is refused without a trace, and the customer was told once', async () => {
    const { send, clock, network, users } = sending();
    network.fails(new DeliveryError('throttled'));
    const codes: string[] = [];

    for (let requests = 0; requests < 60; requests++) {
      const sent = await send(`code ${requests}`);
      codes.push(sent.ok ? 'sent' : sent.error.code);
    }

    expect(codes).toEqual([...Array(50).fill('delivery_failed'), ...Array(10).fill('too_many_requests')]);
    expect(users.events.filter(({ type }) => type === 'CodeNotSent')).toHaveLength(50);
    const told = users.events.filter(({ type }) => type === 'RequestsExceeded');
    expect(told).toEqual([{ type: 'RequestsExceeded', until: NOW + DAY, at: NOW }]);
    clock.advance(DAY);
    expect(await send('the next day')).toMatchObject({ error: { code: 'delivery_failed' } });
  });

  test('gives back what was in force right before the request, not what was read for it', async () => {
    const { send, codeInForce, network, users } = sending();
    network.fails(new DeliveryError('throttled'));
    const { sentCode: _none, ...stale } = { ...users.kim(), version: 0 };

    await send('unsent', { read: stale });

    expect(codeInForce()).toBe('earlier');
  });

  test('leaves a later code alone, and the half minute after it', async () => {
    const { send, clock, counts, codeInForce, users, network } = sending();
    let later: unknown;
    network.meets(async () => {
      network.meets(() => undefined);
      clock.advance(31 * SECOND);
      later = await send('later');
      throw new DeliveryError('timeout');
    });

    await send('unsent');

    expect(later).toMatchObject({ ok: true });
    expect(codeInForce()).toBe('later');
    expect(users.kim().limits.resendAt).toBe(NOW + 61 * SECOND);
    // The text that timed out may have arrived, so the service counts both.
    expect(counts()).toEqual({ user: 2, number: 1, service: 2 });
  });
});

describe('an accident while sending is thrown on, and costs the customer nothing', () => {
  const expectNothingLeft = ({ users, codeInForce }: ReturnType<typeof sending>) => {
    expect(users.kim().limits).toEqual(afterUnsent());
    expect(codeInForce()).toBe('earlier');
  };

  test('the number can’t be charged', async () => {
    const all = sending();
    all.limiter.fail('charge', NUMBER);

    await expect(all.send('unsent')).rejects.toThrow(Unavailable);

    expectNothingLeft(all);
    expect(all.counts()).toEqual({ user: 1, number: 0, service: 0 });
    expect(all.network.handedOver).toEqual([]);
  });

  test('the service can’t be charged: the number is charged nothing either', async () => {
    const all = sending();
    all.limiter.fail('charge', SERVICE);

    await expect(all.send('unsent')).rejects.toThrow(Unavailable);

    expectNothingLeft(all);
    expect(all.counts()).toEqual({ user: 1, number: 0, service: 0 });
    expect(all.network.handedOver).toEqual([]);
  });

  test('the number can’t be refunded', async () => {
    const all = sending();
    all.network.fails(new DeliveryError('timeout'));
    all.limiter.fail('refund', NUMBER);

    await expect(all.send('unsent')).rejects.toThrow(Unavailable);

    expectNothingLeft(all);
  });

  test('the number can’t be refunded while delivery is paused', async () => {
    const all = sending();
    all.limiter.set(SERVICE, { count: policy.messages, endsAt: NOW + 20 * MINUTE });
    all.limiter.fail('refund', NUMBER);

    await expect(all.send('unsent')).rejects.toThrow(Unavailable);

    expectNothingLeft(all);
  });

  test('the service can’t be refunded: the number is all the same', async () => {
    const all = sending();
    all.network.fails(new DeliveryError('throttled'));
    all.limiter.fail('refund', SERVICE);

    await expect(all.send('unsent')).rejects.toThrow(Unavailable);

    expectNothingLeft(all);
    expect(all.counts().number).toBe(0);
  });

  test('the network fails as it never should: the number is charged nothing, and the service for what may have left', async () => {
    const all = sending();
    all.network.fails(new TypeError('unexpected'));

    await expect(all.send('unsent')).rejects.toThrow('unexpected');

    expectNothingLeft(all);
    expect(all.counts()).toEqual({ user: 1, number: 0, service: 1 });
    expect(logged()).toEqual([]);
  });
});
