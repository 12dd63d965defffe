/** What counts, what alarms, and what is kept aside: from each log once, and nothing that nobody explains. */

import { readFileSync } from 'node:fs';
import { deploy, functions, resources } from './support/deployed.ts';

const template = deploy();
const ours = functions(template).filter((fn) => fn.ours);

describe('metrics', () => {
  const filters = resources(template, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);
  const logOf = (name: string) => ours.find((fn) => fn.name === name)?.properties.LoggingConfig.LogGroup.Ref;
  const senders = ours.filter(({ statements }) =>
    statements.some(({ actions }) => actions.includes('sns:Publish')),
  );

  /** Logs and pattern of the filters that count into the metric. */
  const countedIn = (metric: string) =>
    filters
      .filter(({ MetricTransformations }) => MetricTransformations[0].MetricName === metric)
      .map(({ LogGroupName, FilterPattern, MetricTransformations }) => {
        expect(MetricTransformations).toEqual([
          { MetricName: metric, MetricNamespace: 'Portal2fa', MetricValue: '1' },
        ]);
        return [LogGroupName.Ref, FilterPattern];
      })
      .toSorted();

  test.each([
    ['DeliveryPaused', '{ $.event = "delivery_paused" }'],
    // A number that is refused for what it is does not count.
    ['DeliveryFailures', '{ ($.event = "delivery_failed") && ($.reason != "refused") }'],
  ])('%s counts in the log of each function that sends, once', (metric, pattern) => {
    expect(senders.map(({ name }) => name).toSorted()).toEqual(['send-challenge-code', 'start-phone']);
    expect(countedIn(metric)).toEqual(senders.map(({ name }) => [logOf(name), pattern]).toSorted());
  });

  test('TextsUndelivered counts what SNS has taken and could not deliver', () => {
    const failed = resources(template, 'AWS::Logs::LogGroup').filter(({ properties }) =>
      JSON.stringify(properties.LogGroupName ?? '').includes('DirectPublishToPhoneNumber/Failure'),
    );
    expect(countedIn('TextsUndelivered')).toEqual([[failed[0]?.id, '{ $.status = "FAILURE" }']]);
  });

  test('each has an alarm that looks at it', () => {
    const watched = resources(template, 'AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'Portal2fa')
      .map(({ properties: { MetricName, Period, Threshold } }) => [MetricName, Period, Threshold]);
    expect(watched.toSorted()).toEqual([
      ['DeliveryFailures', 300, 10],
      ['DeliveryPaused', 300, 1],
      ['TextsUndelivered', 900, 10],
    ]);
  });
});

describe('alarms and dead letters', () => {
  test('every alarm says what it means', () => {
    for (const { properties } of resources(template, 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmDescription).toMatch(/^[A-Z].{30,}\.$/s);
    }
  });

  test('the operator’s guide has every alarm, and no other', () => {
    const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    const documented = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const deployed = resources(template, 'AWS::CloudWatch::Alarm').map(({ id }) =>
      id.replace(/[0-9A-F]{8}$/, ''),
    );
    expect(deployed.toSorted()).toEqual(documented.toSorted());
  });

  test('every queue refuses plain HTTP and is encrypted', () => {
    const policies = JSON.stringify(resources(template, 'AWS::SQS::QueuePolicy'));
    for (const { id, properties } of resources(template, 'AWS::SQS::Queue')) {
      expect(properties.SqsManagedSseEnabled ?? properties.KmsMasterKeyId).toBeTruthy();
      expect(policies).toContain(`"${id}"`);
    }
    expect(policies).toContain('aws:SecureTransport');
  });

  test('what cannot be published is bisected, retried for a while, then kept aside', () => {
    for (const { properties } of resources(template, 'AWS::Lambda::EventSourceMapping')) {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      expect(properties.MaximumRetryAttempts).toBeGreaterThan(0);
      expect(properties.MaximumRecordAgeInSeconds).toBeGreaterThan(0);
    }
  });
});
