/** Metrics: lines of the log that CloudWatch counts, of which each says no more than it did before. */

import { correlate } from '../../shared/observability/correlation.ts';
import { log } from '../../shared/observability/log.ts';
import { noteCall, startMetrics } from '../../shared/observability/metrics.ts';
import { type LogLines, readLog } from './support/log-lines.ts';
import { metricsIn, withMetrics } from './support/metrics.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
withMetrics('Portal2fa', () => NOW);

let lines: LogLines;
beforeEach(() => {
  lines = readLog();
});
afterEach(() => {
  lines.restore();
  correlate(undefined);
});

const written = () => lines.entries().flatMap(metricsIn);
const counted = () => written().map(({ name, dimensions }) => [name, dimensions]);

describe('what is counted', () => {
  test('a request, by operation and how it ended', () => {
    log('request_completed', { operation: 'get-status', status: 200, result: 'ok' });
    expect(written()).toEqual([
      {
        namespace: 'Portal2fa',
        name: 'Requests',
        dimensions: { operation: 'get-status', result: 'ok' },
        values: [1],
        at: NOW,
      },
    ]);
  });

  test('a sign-in, by how it ended, and by method as well', () => {
    const fields = { operation: 'verify-challenge', result: 'refused', method: 'totp' } as const;
    log('request_completed', { ...fields, outcome: 'wrong' });
    expect(counted()).toEqual([
      ['Requests', { operation: 'verify-challenge', result: 'refused' }],
      ['SignIns', { outcome: 'wrong' }],
      ['SignIns', { method: 'totp', outcome: 'wrong' }],
    ]);
  });

  test('a code that set a factor up is no sign-in', () => {
    const fields = { operation: 'confirm-phone', result: 'ok', method: 'phone' } as const;
    log('request_completed', { ...fields, outcome: 'accepted' });
    expect(counted()).toContainEqual(['Enrolments', { method: 'phone', outcome: 'accepted' }]);
    expect(counted().map(([name]) => name)).not.toContain('SignIns');
  });

  test('a code that was sent, by channel, and by country as well', () => {
    log('message_sent', { channel: 'sms', country: 'GB' });
    expect(counted()).toEqual([
      ['CodesSent', { channel: 'sms' }],
      ['CodesSent', { channel: 'sms', country: 'GB' }],
    ]);
  });

  test.each([
    ['request_completed', 'too_many_attempts'],
    ['delivery_paused', 'delivery_paused'],
    ['enrolments_paused', 'enrolments_paused'],
  ] as const)('of %s the limit that was hit', (event, limit) => {
    log(event, { operation: 'start-phone', result: 'limited', limit });
    expect(counted()).toContainEqual(['LimitsHit', { limit }]);
  });

  test('a domain event by its type, and a notice by what became of it', () => {
    log('event_published', { eventType: 'UserLocked', eventId: '1-0' });
    log('notice_skipped', { reason: 'no_address' });
    expect(counted()).toEqual([
      ['DomainEvents', { eventType: 'UserLocked' }],
      ['Notices', { event: 'notice_skipped' }],
    ]);
  });

  test('not who, from where, or which request', () => {
    const fields = {
      operation: 'verify-challenge',
      result: 'ok',
      method: 'totp',
      outcome: 'accepted',
    } as const;
    log('request_completed', { ...fields, user: '1.kim', network: '192.0.2.0/24', requestId: 'a=' });
    const used = new Set(written().flatMap(({ dimensions }) => Object.keys(dimensions)));
    expect(used).toEqual(new Set(['operation', 'result', 'outcome', 'method']));
  });
});

describe('calls of dependencies', () => {
  test('are in the next line, each with its time, and in no other', () => {
    noteCall('DynamoDB', 3.2468, 'answered');
    noteCall('DynamoDB', 5, 'failed');
    noteCall('KMS', 12, 'throttled');
    log('delivery_failed', { channel: 'sms' });
    log('delivery_failed', { channel: 'sms' });
    expect(written().map(({ name, dimensions, values }) => [name, dimensions, values])).toEqual([
      ['DynamoDBLatency', {}, [3.2, 5]],
      ['DynamoDBFailures', {}, [1]],
      ['KMSLatency', {}, [12]],
      ['KMSFailures', {}, [1]],
      ['KMSThrottles', {}, [1]],
    ]);
  });

  test('are counted however many there are; CloudWatch takes the time of a hundred', () => {
    for (let call = 0; call < 150; call++) noteCall('SNS', call, 'failed');
    log('delivery_failed');
    expect(written()).toMatchObject([
      { name: 'SNSLatency', values: Array.from({ length: 100 }, (_, call) => call) },
      { name: 'SNSFailures', values: [150] },
    ]);
  });
});

test('a line of which nothing is counted has no metrics, nor has any where nothing is measured', () => {
  log('event_not_published', { reason: 'TypeError' });
  startMetrics(undefined);
  noteCall('KMS', 1, 'answered');
  log('notice_sent');
  for (const entry of lines.entries()) expect(entry).not.toHaveProperty('_aws');
});

describe('the request', () => {
  test('is named by every line that is written for it', () => {
    correlate('JKJaXmPLvHcESHA=');
    log('message_sent', { channel: 'sms', country: 'GB' });
    expect(lines.entries()).toMatchObject([{ requestId: 'JKJaXmPLvHcESHA=' }]);
  });

  test('is not named by lines of work that nobody asked for', () => {
    log('event_published', { eventType: 'FactorImported' });
    expect(lines.entries()[0]).not.toHaveProperty('requestId');
  });
});
