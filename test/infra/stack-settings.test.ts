/** Settings change in the deployment what they say, and nothing else. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { findTable } from '../../shared/operator/common/tables.ts';
import { deploy, functions, type Properties, resources } from './support/deployed.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const changed = deploy({
  assertionAudience: 'portal-backend',
  publicUrl: 'https://2fa.portal.example',
  prompt: { from: '2026-01-01', requiredAfterDays: 14 },
  allowDisable: true,
  policy: { attempts: 3 },
  defaultLocale: 'de',
  rootKeys: [2, 1],
  signingKeys: [3, 1],
  throttle: { rate: 7, burst: 9, public: { rate: 3 }, sends: { burst: 5 } },
  logRetentionDays: 365,
  retainData: false,
  trustedProxies: 1,
  alarms: { locks: 3, wrongCodesPercent: 30, least: 7 },
  alarmTopicArn: topic,
  alarmEmails: ['ops@portal.example'],
  notices: false,
  calls: {
    kind: 'existing',
    instanceArn: 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
    sourcePhoneNumber: '+12025550199',
  },
});
const usual = deploy();

const environment = (template: typeof usual, name: string): Properties =>
  functions(template).find((fn) => fn.name === name)?.properties.Environment.Variables;

test('assertions: issuer and audience', () => {
  expect(environment(changed, 'verify-challenge')).toMatchObject({
    ASSERTION_ISSUER: 'https://2fa.portal.example',
    ASSERTION_AUDIENCE: 'portal-backend',
  });
  expect(environment(usual, 'verify-challenge').ASSERTION_AUDIENCE).toBe('portal');
  expect(JSON.stringify(environment(usual, 'verify-challenge').ASSERTION_ISSUER)).toContain('ApiEndpoint');
});

test('policy: one number changes, the rest stay', () => {
  expect(JSON.parse(environment(changed, 'verify-challenge').POLICY)).toEqual({
    ...DEFAULT_POLICY,
    attempts: 3,
  });
  expect(JSON.parse(environment(usual, 'verify-challenge').POLICY)).toEqual(DEFAULT_POLICY);
});

test('prompt: the date in UTC, and when it becomes due', () => {
  expect(JSON.parse(environment(changed, 'start-challenge').PROMPT_POLICY)).toEqual({
    from: Date.UTC(2026, 0, 1),
    requiredAfterDays: 14,
    requiredAfterSkips: null,
  });
  expect(JSON.parse(environment(usual, 'start-challenge').PROMPT_POLICY)).toMatchObject({
    from: Date.UTC(2023, 7, 7),
  });
});

test('turning off and the language', () => {
  expect(environment(changed, 'get-status')).toMatchObject({
    ALLOW_DISABLE: 'true',
    DEFAULT_LOCALE: 'de',
  });
  expect(environment(usual, 'get-status')).toMatchObject({ ALLOW_DISABLE: 'false' });
});

test('root keys: each number is a key of its own, the first named first, and the one number 1 stays the same key', () => {
  const keysIn = (template: typeof usual) => {
    const told: string = JSON.stringify(environment(template, 'get-status').ROOT_KEYS);
    return [...told.matchAll(/version\\\\*":(\d+).*?GetAtt":\["(\w+)"/g)].map(([, version, id]) => [
      version,
      id,
    ]);
  };
  const [[, first] = []] = keysIn(usual);
  expect(keysIn(usual)).toEqual([['1', expect.stringMatching(/^KeysRoot[0-9A-F]{8}$/)]]);
  expect(keysIn(changed)).toEqual([
    ['2', expect.stringMatching(/^KeysRoot2[0-9A-F]{8}$/)],
    ['1', first],
  ]);
});

test('functions may use every key that is named: a deployment changes roles before it changes functions', () => {
  const may = (action: string) =>
    functions(changed)
      .find(({ name }) => name === 'verify-challenge')
      ?.statements.filter(({ actions }) => actions.includes(action))
      .flatMap(({ resources: keys }) => keys);
  expect(may('kms:GenerateMac')).toHaveLength(2);
  expect(may('kms:Sign')).toHaveLength(2);
});

test('throttling and how long logs are kept', () => {
  const [stage] = resources(changed, 'AWS::ApiGatewayV2::Stage');
  expect(stage?.properties.DefaultRouteSettings).toMatchObject({
    ThrottlingRateLimit: 7,
    ThrottlingBurstLimit: 9,
  });
  expect(stage?.properties.RouteSettings).toMatchObject({
    'GET /openapi.json': { ThrottlingRateLimit: 3, ThrottlingBurstLimit: 40 },
    'POST /v1/2fa/phone': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 },
  });
  // Those of SNS and of CDK's own function aside.
  const logs = resources(changed, 'AWS::Logs::LogGroup').filter(({ id }) => !/^(Texts|SdkCall)/.test(id));
  expect(new Set(logs.map(({ properties }) => properties.RetentionInDays))).toEqual(new Set([365]));
});

test('data that need not stay goes with the stack, and so do the logs', () => {
  const data = resources(changed).filter(({ type }) =>
    /^AWS::(DynamoDB::Table|KMS::Key|Logs::LogGroup)$/.test(type),
  );
  expect(new Set(data.map(({ type }) => type)).size).toBe(3);
  expect(new Set(data.map(({ deletionPolicy }) => deletionPolicy))).toEqual(new Set(['Delete']));
});

test('numbers: the countries that get texts, and of these the ones that are called', () => {
  expect(JSON.parse(environment(usual, 'start-phone').NUMBER_RULES)).toEqual({
    allowedCountries: ['GB', 'US'],
    calledCountries: ['GB', 'US'],
  });
  const fewer = deploy({ calls: { kind: 'new', allowedCountries: ['GB'] } });
  expect(JSON.parse(environment(fewer, 'start-phone').NUMBER_RULES).calledCountries).toEqual(['GB']);
});

describe('texts', () => {
  const undelivered = (template: typeof usual) =>
    resources(template)
      .filter(({ id }) => id.startsWith('AlarmsTextsUndelivered'))
      .map(({ type }) => type);

  test('a price cap unless told otherwise', () => {
    expect(environment(usual, 'start-phone').TEXT_MAX_PRICE_USD).toBe('0.5');
  });

  test('nothing is logged, nor counted, unless told so', () => {
    expect(resources(usual, 'AWS::Logs::LogGroup').filter(({ id }) => id.startsWith('Texts'))).toEqual([]);
    expect(undelivered(usual)).toEqual([]);
  });

  test('where somebody logs deliveries already, failures are counted in that log', () => {
    const counted = deploy({ texts: { logDeliveries: 'existing' } });
    expect(resources(counted, 'AWS::Logs::LogGroup').filter(({ id }) => id.startsWith('Texts'))).toEqual([]);
    expect(resources(counted, 'Custom::AWS')).toEqual([]);
    expect(undelivered(counted).toSorted()).toEqual(['AWS::CloudWatch::Alarm', 'AWS::Logs::MetricFilter']);
    const filter = resources(counted, 'AWS::Logs::MetricFilter').find(({ id }) =>
      id.startsWith('AlarmsTextsUndelivered'),
    );
    const region = { Ref: 'AWS::Region' };
    expect(filter?.properties.LogGroupName).toEqual({
      'Fn::Join': [
        '',
        ['sns/', region, '/', { Ref: 'AWS::AccountId' }, '/DirectPublishToPhoneNumber/Failure'],
      ],
    });
  });
});

describe('a second stack in the account', () => {
  const staging = deploy({ stackName: 'Portal2fa-staging' });

  /** Names that an account and region, or a Connect instance, has once. SNS names its delivery logs itself. */
  const names = (template: typeof usual) => [
    ...resources(template, 'AWS::Logs::LogGroup')
      .filter(({ id, properties }) => properties.LogGroupName !== undefined && !id.startsWith('Texts'))
      .map(({ properties }) => JSON.stringify(properties.LogGroupName)),
    ...resources(template, 'AWS::Connect::ContactFlow').map(({ properties }) => properties.Name),
    ...resources(template, 'AWS::Logs::MetricFilter').map(
      ({ properties }) => properties.MetricTransformations[0].MetricNamespace,
    ),
  ];

  test('has names of its own', () => {
    expect(names(staging)).toHaveLength(names(usual).length);
    expect(names(staging).filter((name) => names(usual).includes(name))).toEqual([]);
    expect(new Set(names(staging).filter((name) => !name.includes('Portal2fa-staging')))).toEqual(new Set());
  });

  test('is alarmed by its own metrics', () => {
    const namespaces = resources(staging, 'AWS::CloudWatch::Alarm').map(
      ({ properties }) => properties.Namespace,
    );
    expect(namespaces).toContain('Portal2fa-staging');
    expect(namespaces).not.toContain('Portal2fa');
  });

  test('has a table that the recommendation command finds by the settings', async () => {
    const id = resources(staging, 'AWS::DynamoDB::Table')[0]?.id;
    const tables = { TableNames: [`Portal2fa-${id}-A1`, `Portal2fa-staging-${id}-B2`] };
    const client = { send: async () => tables } as unknown as DynamoDBClient;
    expect(await findTable({ client }, 'Portal2fa-staging')).toBe(`Portal2fa-staging-${id}-B2`);
    expect(await findTable({ client }, 'Portal2fa')).toBe(`Portal2fa-${id}-A1`);
    await expect(findTable({ client }, 'Other')).rejects.toThrow('no table of the stack Other');
  });
});

describe('settings that are placeholders', () => {
  const rules = (issuer: string): Properties => deploy({ issuer }).toJSON().Rules ?? {};

  test('are refused by CloudFormation before anything is created', () => {
    const { Rules, Parameters } = deploy({ issuer: 'https://login.portal.example' }).toJSON();
    const [{ Assert, AssertDescription }] = Rules.IssuerExists.Assertions;
    const [{ Ref }, refused] = Assert['Fn::Not'][0]['Fn::Equals'];
    expect(Parameters[Ref]).toMatchObject({ Default: refused, AllowedValues: [refused] });
    expect(AssertDescription).toContain('-c settings=');
  });

  test.each(['https://login.example.com', 'https://login.example.org/portal.example'])(
    '%s is none',
    (issuer) => {
      expect(rules(issuer)).not.toHaveProperty('IssuerExists');
    },
  );
});

test('an address of the portal’s own is the issuer; API Gateway’s is still shown, for the mapping', () => {
  const { ApiUrl, ApiEndpoint, ApiId } = changed.toJSON().Outputs;
  expect(ApiUrl.Value).toBe('https://2fa.portal.example');
  expect(ApiEndpoint.Value).toEqual({ 'Fn::GetAtt': [ApiId.Value.Ref, 'ApiEndpoint'] });
});

test('an API at its own address alone: API Gateway’s is closed, and not shown', () => {
  const closed = deploy({ publicUrl: 'https://2fa.portal.example', closeApiEndpoint: true });
  const disabled = (template: typeof usual) =>
    resources(template, 'AWS::ApiGatewayV2::Api')[0]?.properties.DisableExecuteApiEndpoint;
  expect(disabled(closed)).toBe(true);
  expect(closed.toJSON().Outputs).not.toHaveProperty('ApiEndpoint');
  expect(closed.toJSON().Outputs.ApiUrl.Value).toBe('https://2fa.portal.example');
  expect(disabled(changed)).toBe(false);
});

test('every alarm notifies the operator’s topic, where there is one; then the stack makes none', () => {
  for (const { properties } of resources(changed, 'AWS::CloudWatch::Alarm')) {
    expect(properties.AlarmActions).toEqual([topic]);
  }
  expect(resources(changed, 'AWS::SNS::Topic')).toEqual([]);
  const subscribed = resources(changed, 'AWS::SNS::Subscription').map(({ properties }) => properties);
  expect(subscribed).toEqual([{ Protocol: 'email', TopicArn: topic, Endpoint: 'ops@portal.example' }]);
});

test('what is unusual, and how many proxies there are', () => {
  const alarms = resources(changed, 'AWS::CloudWatch::Alarm');
  const thresholdOf = (prefix: string) =>
    alarms.find(({ id }) => id.startsWith(prefix))?.properties.Threshold;
  expect(thresholdOf('AttacksUsersLocked')).toBe(3);
  expect(thresholdOf('AttacksWrongCodes')).toBe(30);
  expect(thresholdOf('AttacksSupportResets')).toBe(20);
  expect(JSON.stringify(alarms)).toContain('>= 7, 100 *');
  expect(environment(changed, 'verify-challenge').TRUSTED_PROXIES).toBe('1');
  expect(environment(usual, 'verify-challenge').TRUSTED_PROXIES).toBe('0');
});

test('an existing Connect instance: none is made, and calls come from its number', () => {
  expect(resources(changed, 'AWS::Connect::Instance')).toHaveLength(0);
  expect(environment(changed, 'start-phone').CALL_SOURCE_PHONE_NUMBER).toBe('+12025550199');
  expect(resources(usual, 'AWS::Connect::Instance')).toHaveLength(1);
});

test('notices off: nothing is there to send mails', () => {
  expect(functions(changed).some(({ name }) => name === 'send-notices')).toBe(false);
  expect(environment(changed, 'support-get-user').NOTICES).toBe('false');
  expect(environment(usual, 'support-get-user').NOTICES).toBe('true');
});
