/** Calls of AWS services: each try is timed, and told by how it ended. */

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { endingOf, watched } from '../../shared/adapters/calls.ts';
import { log } from '../../shared/observability/log.ts';
import { type LogLines, readLog } from './support/log-lines.ts';
import { metricsIn, withMetrics } from './support/metrics.ts';

withMetrics('Portal2fa', () => 0);

let lines: LogLines;
beforeEach(() => {
  lines = readLog();
});
afterEach(() => lines.restore());

const named = (name: string, more = {}) => Object.assign(new Error('x'), { name, ...more });

test.each([
  ['ConditionalCheckFailedException', 'answered'],
  ['InvalidParameterException', 'answered'],
  ['DestinationNotAllowedException', 'answered'],
  ['ThrottlingException', 'throttled'],
  ['ProvisionedThroughputExceededException', 'throttled'],
  ['AccessDeniedException', 'failed'],
  ['TimeoutError', 'failed'],
])('%s says that the service has %s', (name, ending) => {
  expect(endingOf(named(name))).toBe(ending);
});

test('an answer that is a throttle by its status alone is one; what is no error is a failure', () => {
  expect(endingOf(named('UnknownError', { $metadata: { httpStatusCode: 429 } }))).toBe('throttled');
  expect(endingOf('gone')).toBe('failed');
});

test('a call that succeeds at its second try is two calls, of which one was throttled', async () => {
  let tries = 0;
  const client = watched(
    'DynamoDB',
    new DynamoDBClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      requestHandler: {
        handle: async () => {
          tries += 1;
          const body = tries === 1 ? '{"__type":"ThrottlingException"}' : '{}';
          return { response: { statusCode: tries === 1 ? 400 : 200, headers: {}, body: Buffer.from(body) } };
        },
      },
    }),
  );
  await client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'x' } } }));
  log('delivery_failed');

  const metrics = lines.entries().flatMap(metricsIn);
  expect(metrics.map(({ name, values }) => [name, values.length])).toEqual([
    ['DynamoDBLatency', 2],
    ['DynamoDBFailures', 1],
    ['DynamoDBThrottles', 1],
  ]);
  expect(metrics[1]?.values).toEqual([1]);
});
