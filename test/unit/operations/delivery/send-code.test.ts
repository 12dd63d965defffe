/** Sending a code: what is charged for it, and which limits stop it. */

import { movableClock } from '../../support/clock.ts';
import { type LogLines, readLog } from '../../support/log-lines.ts';
import { afterUnsent, NUMBER, SERVICE, sending, withEarlierCode } from '../../support/sending.ts';
import { DAY, kim, MINUTE, NOW, PHONE, phoneFactor, policy, SECOND, sealed } from '../../support/users.ts';

const HOUR = 60 * MINUTE;

let log: LogLines;
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());
const logged = () => log.entries().map(({ event }) => event);

describe('a code that is sent', () => {
  test('is charged to the customer, the number and the service, and is in force', async () => {
    const { send, counts, codeInForce, network } = sending();

    const sent = await send('new');

    expect(sent).toEqual({
      ok: true,
      value: {
        phone: '+1 ••• ••• ••23',
        channel: 'sms',
        expiresAt: new Date(NOW + 10 * MINUTE).toISOString(),
        resendAt: new Date(NOW + 30 * SECOND).toISOString(),
        requestsRemaining: 8,
      },
    });
    expect(counts()).toEqual({ user: 2, number: 1, service: 1 });
    expect(codeInForce()).toBe('new');
    expect(network.handedOver).toEqual([
      { channel: 'sms', to: PHONE, text: expect.stringContaining('123456') },
    ]);
    expect(logged()).toEqual(['message_sent']);
  });

  test.each(['sms', 'call'] as const)('is logged with its channel: %s', async (channel) => {
    await sending().send('new', { channel });

    expect(log.entries()).toMatchObject([{ event: 'message_sent', channel }]);
  });

  // The counter needs one request where it is told right, else two.
  test.each([
    ['the first of a day opens the number’s window', kim({ factor: phoneFactor() }), false],
    ['a later one finds it open', withEarlierCode, true],
  ])('%s; the service’s is nearly always open', async (_which, user, opened) => {
    const { send, limiter } = sending(user);

    await send('new');

    expect(limiter.likelyOpen).toEqual([
      ['number', opened],
      ['service', true],
    ]);
  });

  test('is spoken by one call, however often the network is asked for it', async () => {
    const { send, network } = sending();

    const sent = await send('spoken', { channel: 'call' });

    expect(sent).toMatchObject({ ok: true, value: { channel: 'call' } });
    expect(network.handedOver).toEqual([
      { channel: 'call', to: PHONE, attributes: expect.any(Object), clientToken: 'spoken' },
    ]);
  });

  test('counts from the moment of the request in every window, however long the sending takes', async () => {
    const clock = movableClock();
    const hurrying = {
      ...clock,
      now: () => {
        clock.advance(SECOND);
        return clock.now();
      },
    };
    const { send, users, limiter } = sending(kim({ factor: phoneFactor() }), hurrying);

    const sent = await send('slow');

    const requestedAt = NOW + SECOND;
    expect(clock.now()).toBeGreaterThan(requestedAt);
    expect(sent).toMatchObject({ value: { resendAt: new Date(requestedAt + 30 * SECOND).toISOString() } });
    expect(users.kim().limits).toEqual({
      requests: { count: 1, endsAt: requestedAt + DAY },
      resendAt: requestedAt + 30 * SECOND,
    });
    expect(limiter.windowOf(NUMBER)).toEqual({ count: 1, endsAt: requestedAt + DAY });
    expect(limiter.windowOf(SERVICE)).toEqual({ count: 1, endsAt: requestedAt + HOUR });
  });

  test('is one of a hundred that are requested at once: no other reaches the limits or the network', async () => {
    const { send, counts, network, users } = sending();
    const read = users.kim();

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => send(`code ${index}`, { read })),
    );

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(network.handedOver).toHaveLength(1);
    expect(counts()).toEqual({ user: 2, number: 1, service: 1 });
  });
});

test('a request that is refused is neither charged nor sent', async () => {
  const { send, clock, counts, network } = sending();
  await send('first');
  clock.advance(10 * SECOND);

  const second = await send('second');

  expect(second).toEqual({ ok: false, error: { code: 'resend_too_soon', retryAfter: 20 } });
  expect(counts()).toEqual({ user: 2, number: 1, service: 1 });
  expect(network.handedOver).toHaveLength(1);
});

describe('a number with its limit used up', () => {
  const endsAt = NOW + 3 * HOUR;
  const withFullNumber = () => {
    const all = sending();
    all.limiter.set(NUMBER, { count: policy.requestsPerNumber, endsAt });
    return all;
  };

  test('gets nothing, and the customer and the service are charged nothing', async () => {
    const { send, counts, codeInForce, network } = withFullNumber();

    const sent = await send('unsent');

    expect(sent).toEqual({
      ok: false,
      error: { code: 'too_many_requests', retryAfter: (3 * HOUR) / SECOND },
    });
    expect(counts()).toEqual({ user: 1, number: policy.requestsPerNumber, service: 0 });
    expect(codeInForce()).toBe('earlier');
    expect(network.handedOver).toEqual([]);
  });

  test('is noted for support, and told of once', async () => {
    const { send, users } = withFullNumber();

    for (const id of ['first', 'second', 'third']) await send(id);

    expect(users.kim().limits).toEqual({
      ...afterUnsent(3),
      refusedNumber: { number: sealed('number'), endsAt, toldUntil: endsAt },
    });
    const told = users.events.filter(({ type }) => type === 'RequestsExceeded');
    expect(told).toEqual([{ type: 'RequestsExceeded', until: endsAt, at: NOW }]);
  });
});

test('with the limit of the service used up, delivery is paused, and nobody is charged', async () => {
  const { send, counts, codeInForce, users, limiter, network } = sending();
  limiter.set(SERVICE, { count: policy.messages, endsAt: NOW + 20 * MINUTE });

  const sent = await send('unsent');

  expect(sent).toEqual({ ok: false, error: { code: 'delivery_paused', retryAfter: 20 * 60 } });
  expect(counts()).toEqual({ user: 1, number: 0, service: policy.messages });
  expect(users.kim().limits).toEqual(afterUnsent());
  expect(codeInForce()).toBe('earlier');
  expect(network.handedOver).toEqual([]);
  expect(logged()).toEqual(['delivery_paused']);
});
