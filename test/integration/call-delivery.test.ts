/** Calls through the real Connect client: what rings, what is placed again, and what is left of an error. */

import { withNetworks } from '../../functions/common/networks.ts';
import { createCallPlacer } from '../../shared/adapters/connect.ts';
import type { E164 } from '../../shared/domain/brand.ts';
import { callAttributes } from '../../shared/wording/call.ts';
import {
  breakOff,
  connectError,
  type DeliveryNetwork,
  failureOf,
  hang,
  startDeliveryNetwork,
} from './delivery-network.ts';

const to = '+12025550100' as E164;
const code = '048151';
const brand = 'Example Portal';

let network: DeliveryNetwork;

beforeEach(async () => {
  network = await startDeliveryNetwork();
});

afterEach(() => network.close());

describe('a call', () => {
  const source = { sourcePhoneNumber: '+12025550142', queueId: 'queue' };
  const placer = (more: Partial<Parameters<typeof createCallPlacer>[0]> = {}) =>
    createCallPlacer({
      config: network.config,
      instanceId: 'instance',
      contactFlowId: 'flow',
      ...source,
      ...more,
    });
  let attributes: Readonly<Record<string, string>>;
  beforeAll(async () => {
    attributes = await callAttributes({ locale: 'zh', code, brand });
  });

  test('says what the deployed flow says', async () => {
    await placer().placeCall({ to, attributes, clientToken: 'a' });
    expect(network.handset).toMatchObject([{ channel: 'call', to, locale: 'zh', id: 'id-0' }]);
    expect(network.handset[0]?.text.replace(/\D/g, '')).toBe(code + code);
  });

  test('rings once, however often it is placed', async () => {
    await placer().placeCall({ to, attributes, clientToken: 'b' });
    await placer().placeCall({ to, attributes, clientToken: 'b' });
    expect(network.handset).toHaveLength(1);
    network.advance(8 * 24 * 3600 * 1000);
    await placer().placeCall({ to, attributes, clientToken: 'b' });
    expect(network.handset).toHaveLength(2);
  });

  test.each([
    ['a broken connection', breakOff],
    ['an internal error', connectError('InternalServiceException', 500)],
    ['a throttle', connectError('ThrottlingException', 429)],
  ])('is placed again after %s', async (what, fault) => {
    network.misbehave(fault);
    await placer().placeCall({ to, attributes, clientToken: what });
    expect(network.handset).toHaveLength(1);
    expect(network.requests()).toBe(2);
  });

  test('is given up in time where Connect hangs', async () => {
    network.misbehave(hang, hang, hang);
    const before = performance.now();
    expect(await failureOf(placer().placeCall({ to, attributes, clientToken: 'c' }))).toBe('timeout');
    // The caller of the API has its answer within this.
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(network.requests()).toBe(2);
  });

  test.each([
    ['an unknown instance', { instanceId: 'x' }],
    ['an unknown flow', { contactFlowId: 'x' }],
    ['a number of somebody else', { sourcePhoneNumber: '+12025550143' }],
    ['an unknown queue', { queueId: 'x' }],
  ])('is refused for %s', async (what, wrong) => {
    expect(await failureOf(placer(wrong).placeCall({ to, attributes, clientToken: what }))).toBe('refused');
    expect(network.requests()).toBe(1);
  });

  test('is refused to a country that is not allowed', async () => {
    network.misbehave(connectError('DestinationNotAllowedException', 403));
    expect(await failureOf(placer().placeCall({ to, attributes, clientToken: 'd' }))).toBe('refused');
  });

  test('needs a number to call from, or a queue that has one', () => {
    expect(() => createCallPlacer({ instanceId: 'a', contactFlowId: 'b' })).toThrow(RangeError);
  });
});

describe('a function', () => {
  const before = new Set(Object.keys(process.env));
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!before.has(name)) delete process.env[name];
  });

  test.each([
    ['without another one calls in its own Region', {}, 'us-west-2'],
    ['calls in the Region of the instance', { CALL_REGION: 'eu-central-1' }, 'eu-central-1'],
  ])('%s', async (_what, variables, region) => {
    Object.assign(process.env, {
      AWS_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_CONNECT: network.config.endpoint,
      METHODS: '["call"]',
      BRAND: brand,
      CALL_INSTANCE_ID: 'instance',
      CALL_CONTACT_FLOW_ID: 'flow',
      CALL_QUEUE_ID: 'queue',
      ...variables,
    });
    const placer = await withNetworks().calls();
    const attributes = await callAttributes({ locale: 'en', code, brand });
    await placer.placeCall({ to, attributes, clientToken: 'a' });
    expect(network.regions).toEqual([region]);
    expect(network.handset).toHaveLength(1);
  });
});
