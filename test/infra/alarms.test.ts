/** What counts, what alarms, and what is kept aside: from each log once, and nothing that nobody explains. */

import { readFileSync } from 'node:fs';
import { deploy, functions, type Properties, resources } from './support/deployed.ts';

const template = deploy({ texts: { logDeliveries: true } });
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
    ['EnrolmentsPaused', '{ $.event = "enrolments_paused" }'],
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

  const trying = ['confirm-phone', 'confirm-totp', 'verify-challenge'];
  const answered = '$.event = "request_completed"';

  test.each([
    ['CodesWrong', trying, `{ (${answered}) && ($.outcome = "wrong") }`],
    ['CodesAccepted', trying, `{ (${answered}) && ($.outcome = "accepted") }`],
    ['CodesConfirmed', trying, `{ ((${answered}) && ($.outcome = "accepted")) && ($.method = "phone") }`],
    ['CodesSent', ['send-challenge-code', 'start-phone'], '{ $.event = "message_sent" }'],
    ['UsersLocked', ['publish-events'], '{ ($.event = "event_published") && ($.eventType = "UserLocked") }'],
    [
      'SupportResets',
      ['publish-events'],
      '{ ($.event = "event_published") && ($.eventType = "SupportReset") }',
    ],
  ])('%s counts in the logs of %j', (metric, names, pattern) => {
    expect(countedIn(metric)).toEqual(names.map((name) => [logOf(name), pattern]).toSorted());
  });

  test('wrong codes are ranked by network, over every function that a code is tried at', () => {
    const [rule] = resources(template, 'AWS::CloudWatch::InsightRule');
    const [, parts] = rule?.properties.RuleBody['Fn::Join'] ?? [];
    const body = JSON.parse(parts.map((part: unknown) => (typeof part === 'string' ? part : '?')).join(''));
    expect(body).toEqual({
      Schema: { Name: 'CloudWatchLogRule', Version: 1 },
      LogGroupNames: ['?', '?', '?'],
      LogFormat: 'JSON',
      Contribution: { Keys: ['$.network'], Filters: [{ Match: '$.outcome', In: ['wrong'] }] },
      AggregateOn: 'Count',
    });
    const groups = parts.flatMap((part: unknown) => (typeof part === 'string' ? [] : [part]));
    expect(groups.map(({ Ref }: { Ref: string }) => Ref).toSorted()).toEqual(trying.map(logOf).toSorted());
  });

  test('each has an alarm that looks at it', () => {
    const watched = resources(template, 'AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'Portal2fa')
      .map(({ properties: { MetricName, Period, Threshold } }) => [MetricName, Period, Threshold]);
    expect(watched.toSorted()).toEqual([
      ['DeliveryFailures', 300, 10],
      ['DeliveryPaused', 300, 1],
      ['EnrolmentsPaused', 300, 1],
      ['SupportResets', 3600, 20],
      ['TextsUndelivered', 900, 10],
      ['UsersLocked', 3600, 10],
    ]);
  });

  test('shares are of an hour in which there was enough to tell, and an empty count is zero', () => {
    const shares = resources(template, 'AWS::CloudWatch::Alarm').flatMap(
      ({ properties: { Metrics = [], Threshold } }) =>
        Metrics.filter((metric: Properties) => metric.Expression !== undefined).map(
          ({ Expression }: Properties) => [
            typeof Expression === 'string' ? Expression : Expression['Fn::Join'][1].at(-1),
            Threshold,
          ],
        ),
    );
    expect(shares.toSorted()).toEqual([
      ["', 'MaxContributorValue')", 100],
      ['IF(FILL(sent, 0) >= 50, 100 * (FILL(sent, 0) - FILL(confirmed, 0)) / (FILL(sent, 0)), 0)', 50],
      [
        'IF(FILL(wrong, 0) + FILL(accepted, 0) >= 50, 100 * (FILL(wrong, 0)) / (FILL(wrong, 0) + FILL(accepted, 0)), 0)',
        20,
      ],
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
