/** What counts, what alarms, and what is kept aside: from each log once, and nothing that nobody explains. */

import { readFileSync } from 'node:fs';
import { deploy, functions, type Properties, type Resource, resources } from './support/deployed.ts';

const template = deploy({ texts: { logDeliveries: true }, backup: {} });
const ours = functions(template).filter((fn) => fn.ours);
const alarms = resources(template, 'AWS::CloudWatch::Alarm');
/** Without what CDK adds to make the id unique. */
const nameOf = ({ id }: Resource) => id.replace(/[0-9A-F]{8}$/, '');

function alarmNamed(name: string): Resource {
  const found = alarms.find((alarm) => nameOf(alarm) === name);
  if (found === undefined) throw new Error(`There is no alarm ${name}.`);
  return found;
}

describe('metrics', () => {
  const filters = resources(template, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);
  const logOf = (name: string) => ours.find((fn) => fn.name === name)?.properties.LoggingConfig.LogGroup.Ref;
  const trying = ['confirm-phone', 'confirm-totp', 'verify-challenge'];
  const groupWith = (part: string) =>
    resources(template, 'AWS::Logs::LogGroup').find(({ properties }) =>
      JSON.stringify(properties.LogGroupName ?? '').includes(part),
    )?.id;

  test('are counted with filters only in the logs that are AWS’s: in the functions’ they are written', () => {
    const counted = filters.map(({ LogGroupName, FilterPattern, MetricTransformations }) => [
      MetricTransformations,
      LogGroupName.Ref,
      FilterPattern,
    ]);
    const one = (MetricName: string) => [{ MetricName, MetricNamespace: 'Portal2fa', MetricValue: '1' }];
    expect(counted).toEqual([
      [one('TokensRejected'), groupWith('/access'), '{ $.status = "401" }'],
      [one('TextsUndelivered'), groupWith('DirectPublishToPhoneNumber/Failure'), '{ $.status = "FAILURE" }'],
    ]);
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

  /** Of an alarm on one metric: its name, dimensions, statistic, seconds and threshold. */
  test.each([
    ['AlarmsDeliveryPaused', 'LimitsHit', { limit: 'delivery_paused' }, 'Sum', 300, 1],
    ['AlarmsEnrolmentsPaused', 'LimitsHit', { limit: 'enrolments_paused' }, 'Sum', 300, 1],
    ['AlarmsKmsThrottled', 'KMSThrottles', {}, 'Sum', 300, 5],
    ['AlarmsTextsUndelivered', 'TextsUndelivered', {}, 'Sum', 900, 10],
    ['AlarmsTextSpend', 'SMSMonthToDateSpentUSD', {}, 'Maximum', 3600, 500],
    ['AttacksUsersLocked', 'DomainEvents', { eventType: 'UserLocked' }, 'Sum', 3600, 10],
    ['AttacksSupportResets', 'DomainEvents', { eventType: 'SupportReset' }, 'Sum', 3600, 20],
    ['CustomersServerErrors', '5xx', expect.anything(), 'Sum', 300, 5],
    ['CustomersSlow', 'Latency', expect.anything(), 'p99', 300, 3000],
    ['FunctionsStreamBehind', 'IteratorAge', expect.anything(), 'Maximum', 300, 300_000],
  ])('%s looks at %s', (name, metric, dimensions, statistic, period, threshold) => {
    const { properties } = alarmNamed(name);
    const { MetricName, Dimensions = [], Statistic, ExtendedStatistic, Period, Threshold } = properties;
    const given = Object.fromEntries(Dimensions.map(({ Name, Value }: Properties) => [Name, Value]));
    expect([MetricName, given, Statistic ?? ExtendedStatistic, Period, Threshold]).toEqual([
      metric,
      dimensions,
      statistic,
      period,
      threshold,
    ]);
  });

  test.each([
    ['AttacksWrongCodes', 3600, 20, 'wrongSignIn, wrongApp, wrongPhone', 50],
    ['AttacksCodesUnconfirmed', 3600, 50, 'sms, call', 50],
    ['CustomersSignInsFailing', 300, 50, 'wrong, limited, refused, failed', 20],
    ['CustomersCodesUnused', 600, 60, 'sms, call', 20],
    ['CustomersTokensRejected', 300, 50, 'rejected', 20],
  ])(
    '%s is a share of enough to tell, and an empty count is zero',
    (name, period, threshold, part, least) => {
      const { properties } = alarmNamed(name);
      const metrics: readonly Properties[] = properties.Metrics;
      const expression: string = metrics.find(({ Expression }) => Expression !== undefined)?.Expression;
      for (const one of part.split(', ')) expect(expression).toContain(`FILL(${one}, 0)`);
      expect(expression).toContain(` >= ${least}, 100 * (`);
      const ids = metrics.flatMap(({ Id, MetricStat }) => (MetricStat === undefined ? [] : [Id]));
      expect(new Set(expression.match(/(?<=FILL\()\w+/g))).toEqual(new Set(ids));
      expect(new Set(metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []))).toEqual(
        new Set([period]),
      );
      expect(properties.Threshold).toBe(threshold);
      // CloudWatch takes no more in one alarm.
      expect(metrics.length).toBeLessThanOrEqual(10);
    },
  );

  test('each function has alarms on its errors, throttles and time-outs', () => {
    for (const { id, name, properties } of ours) {
      const watched = alarms
        .filter(({ properties: { Dimensions } }) => JSON.stringify(Dimensions ?? '').includes(`"${id}"`))
        .map(({ properties: { MetricName, Statistic, Threshold } }) => [MetricName, Statistic, Threshold]);
      const behind = name === 'publish-events' ? [['IteratorAge', 'Maximum', 300_000]] : [];
      expect([name, watched.toSorted()]).toEqual([
        name,
        [
          ['Duration', 'Maximum', properties.Timeout * 1000],
          ['Errors', 'Sum', 3],
          ...behind,
          ['Throttles', 'Sum', 5],
        ],
      ]);
    }
  });

  test('calls at a time are of the stack’s own instance', () => {
    const { properties } = alarmNamed('AlarmsCallsAtOnce');
    const [instance] = resources(template, 'AWS::Connect::Instance');
    expect(properties).toMatchObject({ Namespace: 'AWS/Connect', MetricName: 'ConcurrentCallsPercentage' });
    expect(JSON.stringify(properties.Dimensions)).toContain(`"${instance?.id}"`);
  });
});

describe('alarms and dead letters', () => {
  test('every alarm says what it means', () => {
    for (const { properties } of resources(template, 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmDescription).toMatch(/^[A-Z].{30,}\.$/s);
    }
  });

  test('the runbook has a section for every alarm, and no other; functions share theirs', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const documented = [...runbook.matchAll(/^### `(\w+)`\n\n\*\*Means\*\*: [^#]+\*\*Do\*\*: /gm)];
    const deployed = alarms.map((alarm) =>
      nameOf(alarm).replace(/^Functions\w+?(Errors|Throttles|TimeOuts)$/, 'Functions$1'),
    );
    expect(documented.map(([, name]) => name).toSorted()).toEqual([...new Set(deployed)].toSorted());
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
