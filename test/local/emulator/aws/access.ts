/** What a call needs permission for: the action, resource and condition keys that the service asks IAM about. */

import type { AccessRequest } from '../iam/evaluate.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/intrinsics.ts';
import type { LocalStack } from '../template/stack.ts';
import { asArray, isRecord, type Properties } from '../template/template.ts';
import { customerKeyOf } from './dynamodb/table-key.ts';
import { parseBody } from './json.ts';
import type { KmsKeys } from './kms/keys.ts';
import { type AwsCall, AwsError } from './stand-in.ts';

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`;

const GLOBAL_CONTEXT = {
  'aws:RequestedRegion': [LOCAL_REGION],
  'aws:SecureTransport': ['true'],
  'aws:PrincipalAccount': [LOCAL_ACCOUNT],
  'aws:ResourceAccount': [LOCAL_ACCOUNT],
};

type Context = Readonly<Record<string, readonly string[]>>;

const request = (action: string, resource: string, context: Context = {}): AccessRequest => ({
  action,
  resource,
  context: { ...GLOBAL_CONTEXT, ...context },
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every question to IAM that this call raises; all must be answered with yes. */
export function accessRequests(call: AwsCall, stack: LocalStack, keys: KmsKeys): readonly AccessRequest[] {
  switch (call.service) {
    case 'dynamodb':
      return dynamodb(call.action, parseBody(call.body), stack, keys);
    case 'kms': {
      const body = parseBody(call.body);
      return [request(`kms:${call.action}`, keys.get(text(body.KeyId)).arn, kmsContext(body))];
    }
    case 'events':
      return asArray(parseBody(call.body).Entries).map((entry) => {
        const { EventBusName, Source, DetailType } = isRecord(entry) ? entry : {};
        const bus = text(EventBusName) || 'default';
        const context = { 'events:source': [text(Source)], 'events:detail-type': [text(DetailType)] };
        return request(
          `events:${call.action}`,
          bus.startsWith('arn:') ? bus : arn('events', `event-bus/${bus}`),
          context,
        );
      });
    case 'sqs': {
      const url = text(parseBody(call.body).QueueUrl);
      return [request(`sqs:${call.action}`, arn('sqs', url.slice(url.lastIndexOf('/') + 1)))];
    }
    case 'sns': {
      const form = new URLSearchParams(call.body.toString('utf8'));
      // A text straight to a phone has no topic: IAM compares the number itself.
      return [request(`sns:${call.action}`, form.get('TopicArn') ?? form.get('PhoneNumber') ?? '*')];
    }
    case 'connect': {
      const instance = text(parseBody(call.body).InstanceId);
      // The contact does not exist yet, so IAM sees the pattern of all of the instance's contacts.
      const contact = `${instanceArn(instance, call, stack)}/contact/*`;
      return [request(`connect:${call.action}`, contact, { 'connect:InstanceId': [instance] })];
    }
    case 'ses':
      return ses(call.action, parseBody(call.body), stack);
    default:
      throw new AwsError('UnknownOperationException', 400, `There is no local ${call.service}`);
  }
}

/**
 * An instance that the template does not make is somewhere else: in the account of which the template speaks, and in
 * the Region that the caller has asked, by the scope of its signature.
 */
function instanceArn(id: string, { headers }: AwsCall, stack: LocalStack): string {
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? LOCAL_REGION;
  const account = new RegExp(`arn:aws:connect:[a-z0-9-]+:(\\d{12}):instance/${id}`).exec(
    JSON.stringify(stack.template),
  )?.[1];
  return `arn:aws:connect:${region}:${account ?? LOCAL_ACCOUNT}:instance/${id}`;
}

function kmsContext(body: Properties): Context {
  const keys = {
    'kms:SigningAlgorithm': body.SigningAlgorithm,
    'kms:MacAlgorithm': body.MacAlgorithm,
    'kms:MessageType': body.MessageType,
  };
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, [text(value)]]));
}

/**
 * SES authorises the sending identity (the address itself where it is verified, else its domain), and the
 * configuration set where one is named.
 */
function ses(action: string, body: Properties, stack: LocalStack): readonly AccessRequest[] {
  const from = text(body.FromEmailAddress);
  const address = from.match(/<([^>]+)>\s*$/)?.[1] ?? from;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const verified = stack.ofType('AWS::SES::EmailIdentity').map(({ ref }) => ref);
  const identity = verified.includes(domain) && !verified.includes(address) ? domain : address;
  const set = text(body.ConfigurationSetName);
  const resources = [`identity/${identity}`, ...(set === '' ? [] : [`configuration-set/${set}`])];
  const context = { 'ses:FromAddress': [address] };
  return resources.map((resource) => request(`ses:${action}`, arn('ses', resource), context));
}

/** Actions that the items of a transaction or batch need. */
const ITEM_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  ConditionCheck: 'ConditionCheckItem',
};

function dynamodb(
  action: string,
  body: Properties,
  stack: LocalStack,
  keys: KmsKeys,
): readonly AccessRequest[] {
  const asked = dynamodbQuestions(action, body, stack);
  const questions = asked.map(({ action: one, table, index, leading }) => {
    const resource = `${tableArn(table)}${index === undefined ? '' : `/index/${index}`}`;
    return request(
      `dynamodb:${one}`,
      resource,
      leading.length === 0 ? {} : { 'dynamodb:LeadingKeys': leading },
    );
  });
  const tables = [...new Set(asked.map(({ table }) => table))];
  return [...questions, ...tables.flatMap((table) => tableKey(table, stack, keys))];
}

const tableArn = (nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : arn('dynamodb', `table/${nameOrArn}`);

interface Question {
  readonly action: string;
  readonly table: string;
  readonly index?: string;
  /** Partition keys that the call names. */
  readonly leading: readonly string[];
}

function dynamodbQuestions(action: string, body: Properties, stack: LocalStack): readonly Question[] {
  const leadingOf = (table: string, item: unknown): readonly string[] => {
    const found = stack
      .ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
      .find(({ ref }) => ref === table);
    const schema = asArray(found?.properties.KeySchema).find(
      (key) => isRecord(key) && key.KeyType === 'HASH',
    );
    const name = isRecord(schema) ? text(schema.AttributeName) : '';
    const value = isRecord(item) ? item[name] : undefined;
    return isRecord(value) ? Object.values(value).filter((one) => typeof one === 'string') : [];
  };
  const one = (itemAction: string, operation: unknown): Question => {
    const record = isRecord(operation) ? operation : {};
    const table = text(record.TableName);
    return { action: itemAction, table, leading: leadingOf(table, record.Key ?? record.Item) };
  };
  switch (action) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return asArray(body.TransactItems).flatMap((item) =>
        Object.entries(isRecord(item) ? item : {}).map(([kind, operation]) =>
          one(ITEM_ACTIONS[kind] ?? kind, operation),
        ),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(isRecord(body.RequestItems) ? body.RequestItems : {}).map((table) => ({
        action,
        table,
        leading: [],
      }));
    case 'Query':
    case 'Scan': {
      const question = one(action, body);
      return [body.IndexName === undefined ? question : { ...question, index: text(body.IndexName) }];
    }
    default:
      return [one(action, body)];
  }
}

/**
 * What DynamoDB's documentation says that it needs of the caller, for a table that has a key of the customer's.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const TABLE_KEY_ACTIONS = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];

/** DynamoDB reads and writes such a table in the caller's name. */
function tableKey(table: string, stack: LocalStack, keys: KmsKeys): readonly AccessRequest[] {
  const resource = stack
    .ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
    .find(({ ref, attributes }) => ref === table || attributes.Arn === table);
  if (resource === undefined) return [];
  const keyId = customerKeyOf(resource.properties);
  if (keyId === undefined) return [];
  const { arn: key } = keys.get(keyId);
  const context = { 'kms:ViaService': [`dynamodb.${LOCAL_REGION}.amazonaws.com`] };
  return TABLE_KEY_ACTIONS.map((action) => request(`kms:${action}`, key, context));
}
