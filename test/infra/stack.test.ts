/** What must hold of whatever is deployed: routes and their authorisation, table, keys, logs, alarms. */

import { readFileSync } from 'node:fs';
import type { Operation } from '../../shared/contract/operation.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import { deploy, functions, type Properties, resources, roleOf, SETTINGS } from './support/deployed.ts';

const template = deploy();
const all = functions(template);
const ours = all.filter((fn) => fn.ours);
const operations: readonly Operation[] = OPERATIONS;
const one = (type: string) => {
  const found = resources(template, type);
  expect(found).toHaveLength(1);
  return found[0]?.properties ?? {};
};

describe('every function', () => {
  test.each(ours.map((fn) => [fn.name, fn.properties]))(
    '%s: arm64, Node 24, traced, with memory',
    (_name, fn) => {
      expect(fn).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
      expect(fn.MemorySize).toBeGreaterThanOrEqual(512);
    },
  );

  test('that answers a request is done before API Gateway gives up at 29 seconds', () => {
    const answering = ours.filter(({ name }) => operations.some(({ id }) => id === name));
    expect(answering).toHaveLength(operations.length);
    for (const { properties } of answering) expect(properties.Timeout).toBeLessThanOrEqual(29);
  });

  test('that answers none is done in a minute', () => {
    for (const { properties } of ours) expect(properties.Timeout).toBeLessThanOrEqual(60);
  });

  test('has a role and a log of its own, CDK’s included', () => {
    const roles = all.map(({ properties }) => roleOf(properties));
    const logs = all.map(({ properties }) => properties.LoggingConfig?.LogGroup?.Ref);
    expect(new Set(roles).size).toBe(all.length);
    expect(new Set(logs).size).toBe(all.length);
    const groups = resources(template, 'AWS::Logs::LogGroup').map(({ id }) => id);
    for (const log of logs) expect(groups).toContain(log);
  });

  test('has no secret in its environment, and does not know where it runs', () => {
    for (const { properties } of ours) {
      const variables: Properties = properties.Environment?.Variables ?? {};
      expect(
        // What a distribution proves itself with is in an environment, where there is one: an empty list here.
        Object.entries(variables).filter(
          ([name, value]) => /SECRET|PASSWORD|PRIVATE|CREDENTIAL/.test(name) && value !== '[]',
        ),
      ).toEqual([]);
      expect(JSON.stringify(variables)).not.toMatch(/[A-Za-z0-9+/]{40,}|localhost|127\.0\.0\.1|BEGIN /);
    }
  });
});

test('the functions’ logs outlive the stack, as its data does', () => {
  const logs = ours.map(({ properties }) => properties.LoggingConfig.LogGroup.Ref);
  for (const { id, deletionPolicy } of resources(template, 'AWS::Logs::LogGroup')) {
    expect([id, deletionPolicy]).toEqual([id, logs.includes(id) ? 'RetainExceptOnCreate' : 'Delete']);
  }
});

test('every log is kept for a time, and no longer', () => {
  const groups = resources(template, 'AWS::Logs::LogGroup');
  expect(groups.length).toBeGreaterThan(operations.length);
  expect(groups.filter(({ properties }) => properties.RetentionInDays === undefined)).toEqual([]);
});

describe('routes', () => {
  const [authorizer] = resources(template, 'AWS::ApiGatewayV2::Authorizer');
  const routes = resources(template, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);
  const publicKeys = [
    'GET /.well-known/jwks.json',
    'GET /.well-known/openid-configuration',
    'GET /openapi.json',
    'GET /elements.js',
  ];

  /** Name of the function that a route's integration invokes. */
  function servedBy({ Target }: Properties): string | undefined {
    const integration = resources(template, 'AWS::ApiGatewayV2::Integration').find(({ id }) =>
      JSON.stringify(Target).includes(`"${id}"`),
    );
    expect(integration?.properties).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
    });
    const uri = JSON.stringify(integration?.properties.IntegrationUri);
    return all.find(({ id }) => uri.includes(`"${id}"`))?.name;
  }

  test('each operation of the contract has exactly one, served by its function, and there is no other', () => {
    const served = routes.map((route) => [route.RouteKey, servedBy(route)]);
    expect(served.toSorted()).toEqual(
      operations.map(({ id, method, path }) => [`${method} ${path}`, id]).toSorted(),
    );
  });

  test.each(routes.map((route) => [route.RouteKey, route]))('%s lets in whom it should', (key, route) => {
    if (publicKeys.includes(key)) expect(route.AuthorizationType ?? 'NONE').toBe('NONE');
    else expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: authorizer?.id } });
  });

  test('there is one authorizer, for the portal’s issuer and audience', () => {
    expect(one('AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: SETTINGS.issuer, Audience: [SETTINGS.audience] },
    });
  });

  test('only the portal’s pages may call from a browser, and without cookies', () => {
    const { CorsConfiguration: cors } = one('AWS::ApiGatewayV2::Api');
    expect(cors.AllowOrigins).toEqual(SETTINGS.portalOrigins);
    expect(cors.AllowCredentials ?? false).toBe(false);
    expect(cors.AllowHeaders).toEqual(['authorization', 'content-type', 'x-2fa-assertion']);
    expect([...cors.AllowMethods].toSorted()).toEqual(['DELETE', 'GET', 'POST']);
    expect(cors.ExposeHeaders).toEqual(['retry-after', 'x-request-id']);
  });

  test('the stage brakes bursts, and logs routes but no paths, addresses or tokens', () => {
    const stage = one('AWS::ApiGatewayV2::Stage');
    expect(stage.StageName).toBe('$default');
    expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const { Format } = stage.AccessLogSettings;
    expect(Object.keys(JSON.parse(Format))).toContain('route');
    expect(Format).not.toMatch(/context\.(path|identity|authorizer\.claims)|sourceIp|userAgent/);
  });
});

describe('limits of single routes', () => {
  const [stage] = resources(template, 'AWS::ApiGatewayV2::Stage');
  const limits: Properties = stage?.properties.RouteSettings ?? {};
  const keyOf = ({ method, path }: Operation) => `${method} ${path}`;

  test('what anybody may call, and what sends messages, has its own: neither can spend the others’', () => {
    const open = operations.filter(({ access }) => access === 'public').map(keyOf);
    const sending = ours.filter(({ statements }) =>
      statements.some(({ actions }) => actions.includes('sns:Publish')),
    );
    const sends = operations.filter(({ id }) => sending.some(({ name }) => name === id)).map(keyOf);
    expect([open.length, sends.length]).toEqual([4, 2]);
    expect(limits).toEqual({
      ...Object.fromEntries(open.map((key) => [key, { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 }])),
      ...Object.fromEntries(sends.map((key) => [key, { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 }])),
    });
  });

  test('the stage comes after the routes that it names, or API Gateway would refuse it', () => {
    const { DependsOn = [] }: Properties = template.toJSON().Resources[stage?.id ?? ''];
    const named = resources(template, 'AWS::ApiGatewayV2::Route').filter(
      ({ properties }) => properties.RouteKey in limits,
    );
    expect(named).toHaveLength(6);
    for (const { id } of named) expect(DependsOn).toContain(id);
  });
});

describe('the tables', () => {
  const tables = resources(template, 'AWS::DynamoDB::Table');

  test('are two: the users’, whose stream is read, and the trails’, of which nobody is told', () => {
    expect(tables.map(({ id, properties }) => [id.slice(0, 5), properties.StreamSpecification])).toEqual([
      ['Users', { StreamViewType: 'NEW_AND_OLD_IMAGES' }],
      ['Trail', undefined],
    ]);
  });

  test.each(tables.map(({ id, properties }) => [id, properties]))(
    '%s is on demand, encrypted under a key of the service’s own, and restorable',
    (_id, table) => {
      expect(table).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      });
      const key = table.SSESpecification.KMSMasterKeyId['Fn::GetAtt'][0];
      const encryption = resources(template, 'AWS::KMS::Key').find(({ id }) => id === key);
      expect(encryption?.properties.EnableKeyRotation).toBe(true);
    },
  );

  test('survive the stack, with their keys, unless the operator says otherwise', () => {
    const data = resources(template).filter(
      ({ id, type }) => /^AWS::(DynamoDB::Table|KMS::Key)$/.test(type) && !id.startsWith('AlarmTopic'),
    );
    expect(data).toHaveLength(5);
    for (const { deletionPolicy } of data) expect(deletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('have no deletion protection from here: a first deployment that fails goes again in whole', () => {
    for (const { properties } of tables) expect(properties).not.toHaveProperty('DeletionProtectionEnabled');
  });
});

test('the keys that data and assertions depend on can be had in another region, which cannot be mended later', () => {
  for (const { id, properties } of resources(template, 'AWS::KMS::Key')) {
    const staysHere = /^(TableKey|AlarmTopic)/.test(id);
    expect([id, properties.MultiRegion]).toEqual([id, staysHere ? undefined : true]);
  }
});

test('the service’s own keys can do one thing each', () => {
  const uses = resources(template, 'AWS::KMS::Key').map(({ properties: { KeySpec, KeyUsage } }) => [
    KeySpec,
    KeyUsage,
  ]);
  expect(uses.toSorted()).toEqual(
    [
      ['HMAC_256', 'GENERATE_VERIFY_MAC'],
      ['RSA_2048', 'SIGN_VERIFY'],
      // Of the tables, and of the alarms' topic.
      [undefined, undefined],
      [undefined, undefined],
    ].toSorted(),
  );
});

test('the outputs are what an operator needs next', () => {
  const outputs: Properties = template.toJSON().Outputs;
  const [table, trail] = resources(template, 'AWS::DynamoDB::Table');
  const [api] = resources(template, 'AWS::ApiGatewayV2::Api');
  expect(outputs.TableName.Value).toEqual({ Ref: table?.id });
  expect(outputs.TrailTableName.Value).toEqual({ Ref: trail?.id });
  expect(outputs.ApiId.Value).toEqual({ Ref: api?.id });
  expect(outputs.ApiEndpoint.Value).toEqual({ 'Fn::GetAtt': [api?.id, 'ApiEndpoint'] });
  expect(outputs.ApiUrl.Value).toEqual(outputs.ApiEndpoint.Value);
  expect(JSON.stringify(outputs.RootKeyArn.Value)).toMatch(/\["KeysRoot[0-9A-F]+","Arn"\]/);
  const [bus] = resources(template, 'AWS::Events::EventBus');
  expect(outputs.EventBusName.Value).toEqual({ Ref: bus?.id });
});

test('the documentation tells of each output, by the name that it has', () => {
  const pages = ['README.md', 'docs/operations.md', 'docs/events/README.md'].map((page) =>
    readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8'),
  );
  const told = pages.flatMap((page) => [...page.matchAll(/\boutput `?([A-Z]\w+)/g)].map(([, name]) => name));
  expect([...new Set(told)].toSorted()).toEqual(Object.keys(template.toJSON().Outputs).toSorted());
});

test('the access log has a name that API Gateway’s policy covers, another one for each creation', () => {
  const { DestinationArn } = one('AWS::ApiGatewayV2::Stage').AccessLogSettings;
  const [log] = resources(template, 'AWS::Logs::LogGroup').filter(({ id }) =>
    JSON.stringify(DestinationArn).includes(`"${id}"`),
  );
  const uuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
  expect(log?.properties.LogGroupName).toEqual({
    'Fn::Join': ['', ['/aws/vendedlogs/Portal2fa-', uuid, '/access']],
  });
});
