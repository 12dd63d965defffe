/** Gradual deployment: what calls a function calls its alias, and a new version is taken back on an alarm. */

import { deploy, functions, type Properties, resources } from './support/deployed.ts';

const MAIL = { from: 'no-reply@portal.example' };
const gradual = deploy({ stage: 'production', mail: MAIL });
const atOnce = deploy({ stage: 'production', mail: MAIL, gradualDeployment: 'at-once', brand: 'Another' });
const off = deploy({ mail: MAIL });

const ours = functions(gradual).filter((fn) => fn.ours);
const aliases = resources(gradual, 'AWS::Lambda::Alias');
const raw = (id: string): Properties => gradual.toJSON().Resources[id];

test('each function has one alias, which leads to a version of it and moves by a group of its own', () => {
  expect(aliases.map(({ properties }) => properties.FunctionName.Ref).toSorted()).toEqual(
    ours.map(({ id }) => id).toSorted(),
  );
  const groups = aliases.map(
    ({ id }) => raw(id).UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName.Ref,
  );
  expect(new Set(groups).size).toBe(ours.length);
  for (const { properties } of aliases) {
    const version = raw(properties.FunctionVersion['Fn::GetAtt'][0]);
    expect(version.Properties.FunctionName).toEqual(properties.FunctionName);
  }
});

test('whatever calls a function calls the alias, and may: routes, the stream and the rule', () => {
  const ids = aliases.map(({ id }) => id);
  const callers = [
    ...resources(gradual, 'AWS::ApiGatewayV2::Integration').map(
      ({ properties }) => properties.IntegrationUri,
    ),
    ...resources(gradual, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName),
    ...resources(gradual, 'AWS::Events::Rule').flatMap(({ properties }) =>
      properties.Targets.map(({ Arn }: Properties) => Arn),
    ),
    ...resources(gradual, 'AWS::Lambda::Permission').map(({ properties }) => properties.FunctionName),
  ].map((target) => JSON.stringify(target));
  expect(callers).toHaveLength(2 * 20 + 1 + 2);
  for (const target of callers) expect(ids.some((id) => target.includes(`"${id}"`))).toBe(true);
  const [notices] = resources(gradual, 'AWS::Lambda::EventInvokeConfig');
  expect(JSON.stringify(notices?.properties.Qualifier)).toContain('NoticessendnoticesAlias');
});

test('the stream is not read again from its start when aliases come or go: its mapping keeps its logical id', () => {
  const mapping = (template: typeof off) =>
    resources(template, 'AWS::Lambda::EventSourceMapping').map(({ id }) => id);
  expect(mapping(gradual)).toEqual(mapping(off));
});

test('a tenth of the requests for ten minutes, and back on what customers would feel', () => {
  for (const { properties } of resources(gradual, 'AWS::CodeDeploy::DeploymentGroup')) {
    expect(properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent10Minutes');
    expect(properties.AlarmConfiguration.Enabled).toBe(true);
    const alarms = properties.AlarmConfiguration.Alarms.map(({ Name }: Properties) => Name.Ref);
    expect(alarms.length).toBeGreaterThan(0);
    for (const alarm of alarms) expect(raw(alarm).Type).toBe('AWS::CloudWatch::Alarm');
    expect(properties.AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
  }
});

test('CodeDeploy may move these aliases, and nothing else of Lambda', () => {
  const [role] = resources(gradual, 'AWS::CodeDeploy::DeploymentGroup').map(
    ({ properties }) => properties.ServiceRoleArn['Fn::GetAtt'][0],
  );
  expect(raw(role).Properties.ManagedPolicyArns).toBeUndefined();
  const policy = resources(gradual, 'AWS::IAM::Policy').find(
    ({ properties }) => properties.Roles[0].Ref === role,
  );
  const [moves] = policy?.properties.PolicyDocument.Statement ?? [];
  expect(moves.Action).toEqual([
    'lambda:GetAlias',
    'lambda:GetProvisionedConcurrencyConfig',
    'lambda:UpdateAlias',
  ]);
  expect(moves.Resource).toHaveLength(2 * ours.length);
  expect(JSON.stringify(moves.Resource)).not.toContain('*');
});

test('at once: the alias moves whole, and no alarm stands in a mend’s way', () => {
  for (const { properties } of resources(atOnce, 'AWS::CodeDeploy::DeploymentGroup')) {
    expect(properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaAllAtOnce');
    expect(properties.AlarmConfiguration).toMatchObject({ Enabled: false, Alarms: [] });
  }
});

test('a version is new where code or configuration is, and only there', () => {
  const versions = (template: typeof off) => resources(template, 'AWS::Lambda::Version').map(({ id }) => id);
  const again = deploy({ stage: 'production', mail: MAIL });
  expect(again.toJSON()).toEqual(gradual.toJSON());
  // The brand is a variable of every function but the publisher of events.
  expect(versions(atOnce).filter((id) => versions(gradual).includes(id))).toEqual([
    expect.stringContaining('publishevents'),
  ]);
});

test('off: no alias, no version, nothing of CodeDeploy', () => {
  const types = resources(off).map(({ type }) => type);
  expect(types.filter((type) => /::CodeDeploy::|Lambda::(Alias|Version)$/.test(type))).toEqual([]);
});

describe('reserved concurrency', () => {
  const reserved = (template: typeof off) =>
    Object.fromEntries(
      functions(template).flatMap(({ name, properties }) =>
        properties.ReservedConcurrentExecutions === undefined
          ? []
          : [[name, properties.ReservedConcurrentExecutions]],
      ),
    );

  test('in production what sends has its own, and no more', () => {
    expect(reserved(gradual)).toEqual({ 'start-phone': 50, 'send-challenge-code': 50, 'send-notices': 10 });
  });

  test('none in development, whose account may have ten executions at a time in all', () => {
    expect(reserved(deploy({ stage: 'development', mail: MAIL, notices: true }))).toEqual({});
    expect(reserved(off)).toEqual({});
  });
});

test('routes: support has a limit of its own in a stage, and a route that is named has that one', () => {
  const limits = (settings: Readonly<Record<string, unknown>>): Properties =>
    resources(deploy(settings), 'AWS::ApiGatewayV2::Stage')[0]?.properties.RouteSettings;
  const named = limits({
    stage: 'production',
    throttle: { routes: { 'start-challenge': { rate: 70, burst: 90 } } },
  });
  expect(named['POST /v1/challenges']).toEqual({ ThrottlingRateLimit: 70, ThrottlingBurstLimit: 90 });
  expect(named['GET /v1/support/users/{userId}']).toEqual({
    ThrottlingRateLimit: 10,
    ThrottlingBurstLimit: 20,
  });
  expect(named['POST /v1/challenges/{challengeId}/verify']).toBeUndefined();
});
