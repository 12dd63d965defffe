/** Every Region of AWS: the stack can be deployed there, or a sentence says why not. */

import { RegionInfo } from 'aws-cdk-lib/region-info';
import { refusalOf } from '../../infra/regions.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { deploy, type Properties, resources, SETTINGS, stackWith } from './support/deployed.ts';

/** Those that CDK knows of the partition. */
const REGIONS = RegionInfo.regions.filter(({ partition }) => partition === 'aws').map(({ name }) => name);

/**
 * Regions whose schemas of CloudFormation lack a type of resource, of all that the stack uses, as cfn-lint 1.51.0 has
 * the schemas of 34 Regions. Looked up apart from the table that is tested here.
 */
const WITHOUT_HTTP_API = ['ap-east-2', 'ap-southeast-6'];
const WITHOUT_CONNECT = [
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-2',
  'us-west-1',
];
/** Of these CDK knows the name, and nobody the schemas. */
const WITHOUT_ANYTHING = ['me-west-1'];
const LACKING: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': WITHOUT_HTTP_API,
  'AWS::ApiGatewayV2::Authorizer': WITHOUT_HTTP_API,
  'AWS::ApiGatewayV2::Integration': WITHOUT_HTTP_API,
  'AWS::ApiGatewayV2::Route': WITHOUT_HTTP_API,
  'AWS::ApiGatewayV2::Stage': WITHOUT_HTTP_API,
  'AWS::CloudWatch::Alarm': [],
  'AWS::CloudWatch::Dashboard': [],
  'AWS::CloudWatch::InsightRule': [],
  'AWS::Connect::ContactFlow': WITHOUT_CONNECT,
  'AWS::Connect::HoursOfOperation': WITHOUT_CONNECT,
  'AWS::Connect::Instance': WITHOUT_CONNECT,
  'AWS::Connect::PhoneNumber': WITHOUT_CONNECT,
  'AWS::Connect::Queue': WITHOUT_CONNECT,
  'AWS::DynamoDB::Table': [],
  'AWS::Events::EventBus': [],
  'AWS::Events::Rule': [],
  'AWS::IAM::Policy': [],
  'AWS::IAM::Role': [],
  'AWS::KMS::Key': [],
  'AWS::Lambda::EventInvokeConfig': [],
  'AWS::Lambda::EventSourceMapping': [],
  'AWS::Lambda::Function': [],
  'AWS::Lambda::Permission': [],
  'AWS::Logs::LogGroup': [],
  'AWS::Logs::MetricFilter': [],
  'AWS::SNS::Topic': [],
  'AWS::SNS::TopicPolicy': [],
  'AWS::SQS::Queue': [],
  'AWS::SQS::QueuePolicy': [],
  // Made by a function of the stack's own.
  'Custom::AWS': [],
  'Custom::ContactFlow': [],
};

const existing = {
  kind: 'existing',
  instanceArn: 'arn:aws:connect:eu-central-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
  sourcePhoneNumber: '+12025550199',
};
const FILES: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['all methods', { texts: { logDeliveries: true } }],
  ['all methods, calls by an instance in Frankfurt', { calls: existing }],
  ['apps and texts', { methods: ['totp', 'sms'] }],
  ['apps alone', { methods: ['totp'] }],
  ['apps alone, without mails', { methods: ['totp'], mail: undefined }],
];

describe.each(FILES)('%s', (_what, file) => {
  const settings = readSettings({ ...SETTINGS, ...file });
  const template = deploy(file);
  const types = [...new Set(resources(template).map(({ type }) => type))];

  test.each(REGIONS)(
    '%s has every resource type of the template, or is refused with a sentence',
    (region) => {
      const refusal = refusalOf(region, settings);
      const lacking = types.filter((type) => {
        const without = LACKING[type];
        if (without === undefined) throw new Error(`Which Regions have ${type} is to be looked up.`);
        return without.includes(region) || WITHOUT_ANYTHING.includes(region);
      });
      if (refusal === undefined) expect(lacking).toEqual([]);
      else expect(refusal).toMatch(new RegExp(`^In ${region} .+\\.$`));
    },
  );

  test('CloudFormation refuses the same Regions where synthesis does not know which it is', () => {
    const { Rules }: Properties = template.toJSON();
    const refused = REGIONS.filter((region) =>
      Rules.RegionHasAll.Assertions.some(({ Assert }: Properties) => {
        const [regions, { Ref }] = Assert['Fn::Contains'];
        return Ref === 'AWS::Region' && !regions.includes(region);
      }),
    );
    expect(refused).toEqual(REGIONS.filter((region) => refusalOf(region, settings) !== undefined));
  });
});

/** How many Regions there are for these settings. */
const possible = (file: Readonly<Record<string, unknown>>): readonly string[] =>
  REGIONS.filter(
    (region) => refusalOf(region, readSettings({ ...SETTINGS, mail: undefined, ...file })) === undefined,
  );

test('Ireland, Ohio and São Paulo take everything but an instance of their own', () => {
  for (const region of ['eu-west-1', 'us-east-2', 'us-west-1', 'eu-north-1', 'sa-east-1']) {
    expect(possible({})).not.toContain(region);
    expect(possible({ calls: existing })).toContain(region);
    expect(possible({ methods: ['totp', 'sms'] })).toContain(region);
  }
});

test('the fewer is asked for, the more Regions have it; an app alone works wherever there is an HTTP API', () => {
  expect(possible({})).toHaveLength(10);
  expect(possible({ calls: existing })).toEqual(possible({ methods: ['totp', 'sms'] }));
  expect(possible({ methods: ['totp'] })).toEqual(
    REGIONS.filter((region) => ![...WITHOUT_HTTP_API, ...WITHOUT_ANYTHING].includes(region)),
  );
});

test('a Region that was checked at synthesis needs no rule', () => {
  const { synthesise } = stackWith({}, 'eu-central-1');
  expect(synthesise().toJSON().Rules).not.toHaveProperty('RegionHasAll');
});

test.each(['us-gov-west-1', 'cn-north-1', 'mars-1'])(
  '%s, which is not in the table, is refused',
  (region) => {
    expect(refusalOf(region, readSettings(SETTINGS))).toContain(
      `In ${region} this service was never looked at`,
    );
  },
);
