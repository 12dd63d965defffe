/** Throw-away accounts: what enrolments may send, and that those who are enrolled do not pay for it. */

import { DeliveryError } from '../../../../shared/domain/ports/delivery.ts';
import { Unavailable } from '../../../../shared/domain/unavailable.ts';
import { type LogLines, readLog } from '../../support/log-lines.ts';
import { DESTINATION, NUMBER, SERVICE, sending } from '../../support/sending.ts';
import { MINUTE, NOW, policy } from '../../support/users.ts';

let log: LogLines;
beforeEach(() => {
  log = readLog();
});
afterEach(() => log.restore());
const logged = () =>
  log.entries().map(({ event, reason, country }) => [event, reason, country].filter(Boolean).join(' '));

function enrolling() {
  const all = sending();
  return {
    ...all,
    enrol: () => all.send('unsent', { destination: DESTINATION }),
    expectNothingCharged() {
      expect(all.counts()).toEqual({ user: 1, number: 0, service: 0 });
      expect(all.network.handedOver).toEqual([]);
      expect(all.codeInForce()).toBe('earlier');
    },
  };
}

const PAUSED = { ok: false, error: { code: 'delivery_paused', retryAfter: 3600 } };

test('a code for an enrolment is charged to its number, block and country at once, then to the service', async () => {
  const { enrol, counts, places, limiter } = enrolling();

  expect(await enrol()).toMatchObject({ ok: true });

  expect(counts()).toEqual({ user: 2, number: 1, service: 1 });
  expect([places.sentTo('block'), places.sentTo('country')]).toEqual(
    Array(2).fill({ messages: 1, unconfirmed: 1 }),
  );
  expect(places.calls).toEqual(['charge block', 'charge country']);
  expect(limiter.calls).toHaveLength(2);
});

test('a code for somebody who is enrolled asks nothing of block and country', async () => {
  const { send, places } = enrolling();

  expect(await send('sent')).toMatchObject({ ok: true });

  expect(places.calls).toEqual([]);
});

describe.each([
  ['block', 'country', policy.enrolmentMessagesPerBlock, policy.unconfirmedPerBlock],
  ['country', 'block', policy.enrolmentMessagesPerCountry, policy.unconfirmedPerCountry],
] as const)('a %s', (of, other, messages, unconfirmed) => {
  test.each([
    ['that has had its messages', { messages, unconfirmed: 0 }, 'limit'],
    ['where too few were confirmed', { messages: unconfirmed, unconfirmed }, 'unconfirmed'],
  ] as const)('%s gets no more, and nobody is charged', async (_why, sent, reason) => {
    const { enrol, places, expectNothingCharged } = enrolling();
    places.set(of, sent);

    expect(await enrol()).toEqual(PAUSED);

    expectNothingCharged();
    expect(places.sentTo(of)).toEqual(sent);
    expect(places.sentTo(other).messages).toBe(0);
    expect(logged()).toEqual([`enrolments_paused ${of}_${reason} US`]);
    expect(log.lines.join()).not.toContain(DESTINATION.block);
  });

  test('that has had them sends on to those who are enrolled', async () => {
    const { send, places } = enrolling();
    places.set(of, { messages, unconfirmed: messages });

    expect(await send('sent')).toMatchObject({ ok: true });
  });

  test('gets more when the hour is over, by itself', async () => {
    const { enrol, clock, places } = enrolling();
    places.set(of, { messages: unconfirmed - 1, unconfirmed: unconfirmed - 1 });
    await enrol();
    clock.advance(60 * MINUTE - 1);
    expect(await enrol()).toMatchObject({ error: { code: 'delivery_paused', retryAfter: 1 } });
    clock.advance(1);

    expect(await enrol()).toMatchObject({ ok: true });
  });

  test('that can’t be charged sends nothing, and the others are charged nothing', async () => {
    const { enrol, places, expectNothingCharged } = enrolling();
    places.fail('charge', of);

    await expect(enrol()).rejects.toThrow(Unavailable);

    expectNothingCharged();
    expect(places.sentTo(other).messages).toBe(0);
  });
});

test('a number with its limit used up is said first, and block and country are charged nothing', async () => {
  const { enrol, limiter, places } = enrolling();
  limiter.set(NUMBER, { count: policy.requestsPerNumber, endsAt: NOW + MINUTE });
  places.set('country', { messages: policy.enrolmentMessagesPerCountry, unconfirmed: 0 });

  expect(await enrol()).toMatchObject({ error: { code: 'too_many_requests' } });

  expect(places.sentTo('block').messages).toBe(0);
});

describe('the reserve', () => {
  const reserve = (policy.messages * policy.messagesReservedPercent) / 100;
  const endsAt = NOW + 20 * MINUTE;

  test('is not there for enrolments, which are charged nothing', async () => {
    const { enrol, limiter, places, network } = enrolling();
    limiter.set(SERVICE, { count: policy.messages - reserve, endsAt });

    expect(await enrol()).toEqual({ ok: false, error: { code: 'delivery_paused', retryAfter: 20 * 60 } });

    expect(limiter.windowOf(NUMBER)?.count).toBe(0);
    expect([places.sentTo('block').messages, places.sentTo('country').messages]).toEqual([0, 0]);
    expect(network.handedOver).toEqual([]);
    expect(logged()).toEqual(['enrolments_paused service_limit']);
  });

  test('goes to those who are enrolled, to the last message', async () => {
    const { send, clock, limiter } = enrolling();
    limiter.set(SERVICE, { count: policy.messages - 1, endsAt });

    expect(await send('last')).toMatchObject({ ok: true });
    clock.advance(MINUTE);
    expect(await send('one more')).toMatchObject({ error: { code: 'delivery_paused' } });

    expect(logged()).toEqual(['message_sent GB', 'delivery_paused']);
  });
});

test.each([
  ['throttled', 0],
  ['refused', 0],
  ['unavailable', 1],
  ['timeout', 1],
] as const)('%s: %i stays in the counts of block and country', async (kind, left) => {
  const { enrol, counts, network, places } = enrolling();
  network.fails(new DeliveryError(kind));

  await enrol();

  expect(counts()).toEqual({ user: 1, number: 0, service: left });
  expect([places.sentTo('block'), places.sentTo('country')]).toEqual(
    Array(2).fill({ messages: left, unconfirmed: left }),
  );
});
