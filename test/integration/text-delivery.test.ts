/** Texts through the real SNS client: what arrives, what is sent again, and what is left of an error. */

import { createTextSender } from '../../shared/adapters/sns.ts';
import type { E164 } from '../../shared/domain/brand.ts';
import { LOCALES } from '../../shared/wording/locale.ts';
import { renderText } from '../../shared/wording/text.ts';
import {
  breakOff,
  type DeliveryNetwork,
  failureOf,
  hang,
  snsError,
  startDeliveryNetwork,
} from './delivery-network.ts';

const to = '+12025550100' as E164;
const code = '048151';
const brand = 'Example Portal';
/** The caller of the API has its answer within this. */
const ANSWER_MS = 10_000;

let network: DeliveryNetwork;

beforeEach(async () => {
  network = await startDeliveryNetwork();
});

afterEach(() => network.close());

describe('a text', () => {
  const sender = (more = {}) => createTextSender({ config: network.config, ...more });
  let text: string;
  beforeAll(async () => {
    ({ text } = await renderText({ locale: 'en', code, brand, minutes: 10 }));
  });

  test('arrives with sender, price cap and its language', async () => {
    await sender({ senderId: 'EXAMPLE', originationNumber: '+12025550199', maxPriceUsd: 0.5 }).sendText({
      to,
      text,
    });
    expect(network.handset).toEqual([
      { id: 'id-0', channel: 'sms', to, text, locale: 'en', at: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  test.each(LOCALES)('in %s is recognised by its words, with the WebOTP line too', async (locale) => {
    for (const webOtpDomain of [undefined, 'portal.example']) {
      const rendered = await renderText({ locale, code, brand, minutes: 2, webOtpDomain });
      await sender().sendText({ to, text: rendered.text });
    }
    await sender().sendText({
      to,
      text: (await renderText({ locale, code, brand: '門'.repeat(40), minutes: 2 })).text,
    });
    expect(network.handset.map((message) => message.locale)).toEqual([locale, locale, locale]);
  });

  test('of other words is in no known language', async () => {
    await sender().sendText({ to, text: 'Lorem ipsum' });
    expect(network.handset[0]?.locale).toBe('und');
  });

  test('never goes over a connection that was used before: it may have gone stale meanwhile', async () => {
    const { sendText } = sender();
    await sendText({ to, text });
    await sendText({ to, text });
    expect([network.requests(), network.connections()]).toEqual([2, 2]);
  });

  test('is tried once more after a throttle, and twice is enough', async () => {
    network.misbehave(snsError('Throttling', 400));
    await sender().sendText({ to, text });
    expect(network.handset).toHaveLength(1);
    network.misbehave(snsError('Throttling', 400), snsError('ThrottledException', 429));
    expect(await failureOf(sender().sendText({ to, text }))).toBe('throttled');
    expect(network.requests()).toBe(4);
  });

  test('is never sent again after a time-out, or it could arrive twice', async () => {
    network.misbehave(hang);
    const before = performance.now();
    expect(await failureOf(sender().sendText({ to, text }))).toBe('timeout');
    expect(performance.now() - before).toBeLessThan(ANSWER_MS);
    expect(network.requests()).toBe(1);
  });

  test.each([
    ['a broken connection', breakOff, 'unavailable'],
    ['an internal error', snsError('InternalError', 500), 'unavailable'],
    ['an opted-out number', snsError('OptedOut', 400), 'refused'],
    ['a missing permission', snsError('AuthorizationError', 403), 'refused'],
  ])('is not sent again after %s', async (_what, fault, kind) => {
    network.misbehave(fault);
    expect(await failureOf(sender().sendText({ to, text }))).toBe(kind);
    expect(network.requests()).toBe(1);
  });

  test('needs a number in E.164', async () => {
    expect(await failureOf(sender().sendText({ to: '2025550100' as E164, text }))).toBe('refused');
    expect(await failureOf(sender({ senderId: '12' }).sendText({ to, text }))).toBe('refused');
    expect(network.handset).toEqual([]);
  });
});
