/** What each resource is called locally: the value of its `Ref` and of its attributes. */

import { createHash } from 'node:crypto';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './intrinsics.ts';
import { TemplateError } from './template.ts';

export interface ResourceNames {
  /** The value of `Ref`. */
  readonly ref: string;
  /** The values of `Fn::GetAtt`. */
  readonly attributes: Readonly<Record<string, string>>;
}

interface Naming {
  readonly logicalId: string;
  readonly type: string;
  /** Of a property that may hold an intrinsic function; only names are asked for, never the rest. */
  readonly text: (property: string) => string | undefined;
  readonly stackName: string;
}

/** Stable over restarts, so that data kept under these names is found again. */
const digest = (naming: Naming): string =>
  createHash('sha256').update(`${naming.stackName}/${naming.logicalId}`).digest('hex');

function uuid(naming: Naming): string {
  const hex = digest(naming);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const generated = (naming: Naming): string => `${naming.stackName}-${naming.logicalId}`;

const arn = (service: string, resource: string, region = LOCAL_REGION): string =>
  `arn:aws:${service}:${region}:${LOCAL_ACCOUNT}:${resource}`;

const named = (ref: string, attributes: Readonly<Record<string, string>>): ResourceNames => ({
  ref,
  attributes,
});

type Namer = (naming: Naming) => ResourceNames;

const table: Namer = (naming) => {
  const name = naming.text('TableName') ?? generated(naming);
  const tableArn = arn('dynamodb', `table/${name}`);
  return named(name, {
    Arn: tableArn,
    StreamArn: `${tableArn}/stream/2023-08-07T00:00:00.000`,
    TableId: uuid(naming),
  });
};

/** A resource whose `Ref` is its name and whose only attribute is its ARN. */
const nameAndArn =
  (property: string, toArn: (name: string) => string): Namer =>
  (naming) => {
    const name = naming.text(property) ?? generated(naming);
    return named(name, { Arn: toArn(name) });
  };

/** A part of a Connect instance: `Ref` is its ARN. */
const connectPart =
  (kind: string, attribute: string): Namer =>
  (naming) => {
    const instance =
      naming.text('InstanceArn') ?? naming.text('TargetArn') ?? arn('connect', 'instance/none');
    const partArn = `${instance}/${kind}/${uuid(naming)}`;
    return named(partArn, { [attribute]: partArn });
  };

/** A version or an alias names its function by name or by ARN. */
function functionArn(naming: Naming): string {
  const target = naming.text('FunctionName') ?? '';
  return target.startsWith('arn:') ? target : arn('lambda', `function:${target}`);
}

const idOnly: Namer = (naming) => named(digest(naming).slice(0, 10), {});

const NAMERS: Readonly<Record<string, Namer>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': nameAndArn('FunctionName', (name) => arn('lambda', `function:${name}`)),
  'AWS::Lambda::Version': (naming) => named(`${functionArn(naming)}:1`, { Version: '1' }),
  'AWS::Lambda::Alias': (naming) => {
    const aliasArn = `${functionArn(naming)}:${naming.text('Name')}`;
    return named(aliasArn, { AliasArn: aliasArn });
  },
  'AWS::Lambda::EventSourceMapping': (naming) => named(uuid(naming), { Id: uuid(naming) }),
  'AWS::KMS::Key': (naming) =>
    named(uuid(naming), { Arn: arn('kms', `key/${uuid(naming)}`), KeyId: uuid(naming) }),
  'AWS::KMS::Alias': (naming) => named(naming.text('AliasName') ?? `alias/${generated(naming)}`, {}),
  'AWS::IAM::Role': (naming) => {
    const name = naming.text('RoleName') ?? generated(naming);
    return named(name, {
      Arn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${name}`,
      RoleId: `AROA${digest(naming).slice(0, 16).toUpperCase()}`,
    });
  },
  'AWS::IAM::ManagedPolicy': (naming) => {
    const name = naming.text('ManagedPolicyName') ?? generated(naming);
    return named(`arn:aws:iam::${LOCAL_ACCOUNT}:policy/${name}`, {});
  },
  'AWS::ApiGatewayV2::Api': (naming) => {
    const id = digest(naming).slice(0, 10);
    return named(id, { ApiId: id, ApiEndpoint: `https://${id}.execute-api.${LOCAL_REGION}.amazonaws.com` });
  },
  'AWS::ApiGatewayV2::Stage': (naming) => named(naming.text('StageName') ?? '$default', {}),
  'AWS::ApiGatewayV2::Route': idOnly,
  'AWS::ApiGatewayV2::Integration': idOnly,
  'AWS::ApiGatewayV2::Authorizer': (naming) =>
    named(digest(naming).slice(0, 10), { AuthorizerId: digest(naming).slice(0, 10) }),
  'AWS::SNS::Topic': (naming) => {
    const name = naming.text('TopicName') ?? generated(naming);
    return named(arn('sns', name), { TopicArn: arn('sns', name), TopicName: name });
  },
  'AWS::SQS::Queue': (naming) => {
    const name = naming.text('QueueName') ?? generated(naming);
    const url = `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${name}`;
    return named(url, { Arn: arn('sqs', name), QueueName: name, QueueUrl: url });
  },
  'AWS::Events::EventBus': (naming) => {
    const name = naming.text('Name') ?? generated(naming);
    return named(name, { Arn: arn('events', `event-bus/${name}`), Name: name });
  },
  'AWS::Events::Rule': (naming) => {
    const name = naming.text('Name') ?? generated(naming);
    const bus = naming.text('EventBusName');
    return named(name, { Arn: arn('events', `rule/${bus === undefined ? '' : `${bus}/`}${name}`) });
  },
  'AWS::Logs::LogGroup': (naming) => {
    const name = naming.text('LogGroupName') ?? generated(naming);
    return named(name, { Arn: `${arn('logs', `log-group:${name}`)}:*` });
  },
  'AWS::Connect::Instance': (naming) => {
    const instanceArn = arn('connect', `instance/${uuid(naming)}`);
    return named(instanceArn, { Arn: instanceArn, Id: uuid(naming) });
  },
  'AWS::Connect::HoursOfOperation': connectPart('operating-hours', 'HoursOfOperationArn'),
  'AWS::Connect::Queue': connectPart('queue', 'QueueArn'),
  'AWS::Connect::ContactFlow': connectPart('contact-flow', 'ContactFlowArn'),
  'AWS::Connect::ContactFlowModule': connectPart('flow-module', 'ContactFlowModuleArn'),
  // The contact flow's id.
  'Custom::ContactFlow': (naming) => named(uuid(naming), {}),
  'AWS::Connect::PhoneNumber': (naming) => {
    const numberArn = arn('connect', `phone-number/${uuid(naming)}`);
    return named(numberArn, { PhoneNumberArn: numberArn, Address: '+12025550142' });
  },
  'AWS::SES::EmailIdentity': (naming) => named(naming.text('EmailIdentity') ?? '', {}),
  'AWS::SES::ConfigurationSet': (naming) => named(naming.text('Name') ?? generated(naming), {}),
  'AWS::CloudWatch::Alarm': nameAndArn('AlarmName', (name) => arn('cloudwatch', `alarm:${name}`)),
  'AWS::CloudWatch::CompositeAlarm': nameAndArn('AlarmName', (name) => arn('cloudwatch', `alarm:${name}`)),
  'AWS::CloudWatch::Dashboard': (naming) => named(naming.text('DashboardName') ?? generated(naming), {}),
  'AWS::S3::Bucket': nameAndArn('BucketName', (name) => `arn:aws:s3:::${name}`),
  'AWS::SecretsManager::Secret': (naming) => {
    const secretArn = arn('secretsmanager', `secret:${naming.text('Name') ?? generated(naming)}`);
    return named(secretArn, { Id: secretArn });
  },
  'AWS::SSM::Parameter': (naming) => named(naming.text('Name') ?? generated(naming), {}),
  'AWS::SQS::QueuePolicy': idOnly,
};

/** The local names of a resource; throws for a type that nothing here can name. */
export function nameResource(naming: Naming): ResourceNames {
  const namer = NAMERS[naming.type];
  if (namer === undefined) {
    throw new TemplateError(`The local system cannot name ${naming.logicalId}, of type ${naming.type}`);
  }
  return namer(naming);
}
