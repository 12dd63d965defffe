/** Settings change in the deployment what they say, and nothing else. */

import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { deploy, functions, type Properties, resources } from './support/deployed.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const changed = deploy({
  assertionAudience: 'portal-backend',
  publicUrl: 'https://2fa.portal.example',
  prompt: { from: '2026-01-01', requiredAfterDays: 14 },
  allowDisable: true,
  policy: { attempts: 3 },
  defaultLocale: 'de',
  keyVersions: 2,
  throttle: { rate: 7, burst: 9 },
  logRetentionDays: 365,
  retainData: false,
  alarmTopicArn: topic,
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

test('turning off, the language and the versions of the root key', () => {
  expect(environment(changed, 'get-status')).toMatchObject({
    ALLOW_DISABLE: 'true',
    DEFAULT_LOCALE: 'de',
    KEY_VERSIONS: '2',
  });
  expect(environment(usual, 'get-status')).toMatchObject({ ALLOW_DISABLE: 'false', KEY_VERSIONS: '1' });
});

test('throttling and how long logs are kept', () => {
  const [stage] = resources(changed, 'AWS::ApiGatewayV2::Stage');
  expect(stage?.properties.DefaultRouteSettings).toMatchObject({
    ThrottlingRateLimit: 7,
    ThrottlingBurstLimit: 9,
  });
  const logs = resources(changed, 'AWS::Logs::LogGroup').filter(({ id }) => !id.startsWith('Texts'));
  expect(new Set(logs.map(({ properties }) => properties.RetentionInDays))).toEqual(new Set([365]));
});

test('data that need not stay goes with the stack', () => {
  const data = resources(changed).filter(({ type }) => /^AWS::(DynamoDB::Table|KMS::Key)$/.test(type));
  expect(new Set(data.map(({ deletionPolicy }) => deletionPolicy))).toEqual(new Set(['Delete']));
  expect(resources(changed, 'AWS::DynamoDB::Table')[0]?.properties.DeletionProtectionEnabled).toBe(false);
});

test('every alarm notifies the operator’s topic, if there is one', () => {
  for (const { properties } of resources(changed, 'AWS::CloudWatch::Alarm')) {
    expect(properties.AlarmActions).toEqual([topic]);
  }
  for (const { properties } of resources(usual, 'AWS::CloudWatch::Alarm')) {
    expect(properties.AlarmActions).toBeUndefined();
  }
});

test('an existing Connect instance: none is made, and calls come from its number', () => {
  expect(resources(changed, 'AWS::Connect::Instance')).toHaveLength(0);
  expect(environment(changed, 'start-phone').CALL_SOURCE_PHONE_NUMBER).toBe('+12025550199');
  expect(resources(usual, 'AWS::Connect::Instance')).toHaveLength(1);
});

test('notices off: nothing is there to send mails', () => {
  expect(functions(changed).some(({ name }) => name === 'send-notices')).toBe(false);
  expect(environment(changed, 'support-get-user').NOTICES).toBe('off');
  expect(environment(usual, 'support-get-user').NOTICES).toBe('on');
});
