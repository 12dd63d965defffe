/** What watches: every metric that is looked at is one that is written, and what is raised reaches somebody. */

import { correlate } from '../../shared/observability/correlation.ts';
import { type LogFields, log } from '../../shared/observability/log.ts';
import { DEPENDENCIES, noteCall } from '../../shared/observability/metrics.ts';
import { type LogLines, readLog } from '../unit/support/log-lines.ts';
import { metricsIn, withMetrics } from '../unit/support/metrics.ts';
import { type Properties, resources, stackWith } from './support/deployed.ts';

const { stack, synthesise } = stackWith({
  texts: { logDeliveries: true },
  alarmEmails: ['ops@portal.example', 'security@portal.example'],
});
const { customerAlarms } = stack;
const template = synthesise();
const alarms = resources(template, 'AWS::CloudWatch::Alarm');

const NAMESPACE = 'Portal2fa';
withMetrics(NAMESPACE, () => 0);
let lines: LogLines;
beforeEach(() => {
  correlate(undefined);
  lines = readLog();
});
afterEach(() => lines.restore());

/** A metric as text: its name, then its dimensions with their values, or without. */
const metricText = (name: string, dimensions: Readonly<Record<string, string>>) =>
  [name, ...Object.entries(dimensions).map((pair) => pair.join('='))].toSorted().join(' ');

const METHODS = ['totp', 'phone', 'backup_code'] as const;
const OUTCOMES = ['accepted', 'wrong', 'limited', 'refused', 'failed'] as const;
const RESULTS = ['ok', 'limited', 'refused', 'failed'] as const;

/** Lets the log write each line there can be, and gives the metrics in them. */
function written() {
  const answered = (fields: LogFields) => log('request_completed', { status: 200, ...fields });
  for (const result of RESULTS) answered({ operation: 'get-status', result });
  for (const operation of ['verify-challenge', 'confirm-totp']) {
    for (const method of METHODS) {
      for (const outcome of OUTCOMES) answered({ operation, result: 'ok', method, outcome });
    }
  }
  for (const limit of ['too_many_requests', 'too_many_attempts', 'resend_too_soon'] as const) {
    answered({ operation: 'start-phone', result: 'limited', limit });
  }
  log('delivery_paused', { limit: 'delivery_paused' });
  log('enrolments_paused', { limit: 'enrolments_paused' });
  for (const channel of ['sms', 'call'] as const) log('message_sent', { channel, country: 'GB' });
  for (const eventType of ['UserLocked', 'SupportReset']) log('event_published', { eventType });
  log('notice_sent');
  for (const dependency of DEPENDENCIES) noteCall(dependency, 1, 'throttled');
  log('delivery_failed');
  return lines.entries().flatMap(metricsIn);
}

/** What filters count in AWS's own logs. */
const filtered = resources(template, 'AWS::Logs::MetricFilter').map(({ properties }) =>
  String(properties.MetricTransformations[0].MetricName),
);

/** Of the stack's own metrics, those of an alarm. */
function watchedBy({ properties }: (typeof alarms)[number]): readonly string[] {
  const stats: readonly Properties[] = [
    properties,
    ...(properties.Metrics ?? []).flatMap(({ MetricStat }: Properties) => MetricStat?.Metric ?? []),
  ];
  return stats
    .filter(({ Namespace }) => Namespace === NAMESPACE)
    .map(({ MetricName, Dimensions = [] }) =>
      metricText(
        MetricName,
        Object.fromEntries(Dimensions.map(({ Name, Value }: Properties) => [Name, Value])),
      ),
    );
}

type Row = readonly unknown[];
interface Widget {
  readonly type: string;
  readonly y: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: readonly Row[];
    readonly alarms?: readonly string[];
  };
}

/** The dashboard's definition; of what CloudFormation fills in, a mark. */
function dashboard(): readonly Widget[] {
  const [found] = resources(template, 'AWS::CloudWatch::Dashboard');
  const [, parts] = found?.properties.DashboardBody['Fn::Join'] ?? [];
  const text = parts.map((part: unknown) => (typeof part === 'string' ? part : '…')).join('');
  return JSON.parse(text).widgets;
}

const rows = dashboard().flatMap(({ properties }) => properties.metrics ?? []);

describe('every metric that is looked at is one that is written', () => {
  test('by an alarm', () => {
    const known = [...written().map(({ name, dimensions }) => metricText(name, dimensions)), ...filtered];
    const watched = alarms.flatMap(watchedBy);
    expect(watched.length).toBeGreaterThan(20);
    expect(watched.filter((metric) => !known.includes(metric))).toEqual([]);
  });

  test('by a graph', () => {
    const known = [...written().map(({ name, dimensions }) => metricText(name, dimensions)), ...filtered];
    const shown = rows.flatMap(([namespace, name, ...rest]) => {
      if (namespace !== NAMESPACE) return [];
      const pairs = rest.filter((one) => typeof one === 'string');
      const dimensions = pairs.flatMap((key, at) => (at % 2 === 0 ? [[key, pairs[at + 1]]] : []));
      return [metricText(String(name), Object.fromEntries(dimensions))];
    });
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((metric) => !known.includes(metric))).toEqual([]);
  });

  test('by a search', () => {
    const sets = written().map(({ name, dimensions }) => [name, ...Object.keys(dimensions)].join());
    const searched = rows.flatMap(([first]) => {
      const { expression = '' } = first as { expression?: string };
      const [, schema, name] = /SEARCH\('\{"Portal2fa",([\w,]+)\} MetricName="(\w+)"/.exec(expression) ?? [];
      return schema === undefined ? [] : [`${name},${schema}`];
    });
    expect(searched.length).toBe(6);
    expect(searched.filter((one) => !sets.includes(one))).toEqual([]);
  });
});

describe('the dashboard', () => {
  test('begins with the question whether customers are getting in, and with its answer', () => {
    const [question, answer] = dashboard();
    expect(question?.properties.markdown).toBe('## Are customers getting in?');
    expect(answer).toMatchObject({ y: 1, properties: { title: 'Customers who get in' } });
    const top = dashboard().filter(({ y }) => y === 1);
    expect(top.map(({ properties }) => properties.title)).toContain('Sign-ins by outcome');
    expect(top.flatMap(({ properties }) => properties.alarms ?? [])).toHaveLength(customerAlarms.length);
  });

  test('has a name that no other stack and no other Region has', () => {
    const [found] = resources(template, 'AWS::CloudWatch::Dashboard');
    expect(found?.properties.DashboardName).toEqual({
      'Fn::Join': ['', ['Portal2fa-', { Ref: 'AWS::Region' }]],
    });
  });
});

test('a deployment is judged by what customers feel', () => {
  expect(customerAlarms.map(({ node }) => node.path.split('/').slice(1).join(''))).toEqual([
    'CustomersSignInsFailing',
    'CustomersServerErrors',
    'CustomersSlow',
    'CustomersCodesUnused',
  ]);
});

describe('the topic', () => {
  const [topic, ...others] = resources(template, 'AWS::SNS::Topic');
  const [policy] = resources(template, 'AWS::SNS::TopicPolicy');
  const key = resources(template, 'AWS::KMS::Key').find(({ id }) => id.startsWith('AlarmTopic'));
  const statementsOf = (document: Properties): readonly Properties[] => document.Statement;
  const CLOUDWATCH = { Service: 'cloudwatch.amazonaws.com' };
  const HERE = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };

  test('is one, which every alarm notifies', () => {
    expect(others).toEqual([]);
    for (const { properties } of alarms) expect(properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
  });

  test('is encrypted, by a key that turns and that CloudWatch may use for this account', () => {
    expect(topic?.properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [key?.id, 'Arn'] });
    expect(key?.properties.EnableKeyRotation).toBe(true);
    expect(statementsOf(key?.properties.KeyPolicy)).toContainEqual({
      Effect: 'Allow',
      Principal: CLOUDWATCH,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: HERE },
    });
  });

  test('takes what this account’s alarms publish, over TLS alone', () => {
    const [tls, publish, ...more] = statementsOf(policy?.properties.PolicyDocument);
    expect(more).toEqual([]);
    expect(tls).toMatchObject({
      Effect: 'Deny',
      Action: 'sns:Publish',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(publish).toMatchObject({
      Effect: 'Allow',
      Principal: CLOUDWATCH,
      Action: 'sns:Publish',
      Resource: { Ref: topic?.id },
      Condition: { StringEquals: HERE },
    });
    expect(JSON.stringify(publish?.Condition.ArnLike)).toContain(':alarm:*');
  });

  test('is read by those whom the settings name', () => {
    const subscriptions = resources(template, 'AWS::SNS::Subscription').map(({ properties }) => properties);
    expect(subscriptions.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).toEqual([
      ['email', 'ops@portal.example'],
      ['email', 'security@portal.example'],
    ]);
  });
});
