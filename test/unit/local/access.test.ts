/** What a call needs permission for, beyond the action of its name. */

import { accessRequests } from '../../local/emulator/aws/access.ts';
import { readKmsKeys } from '../../local/emulator/aws/kms/keys.ts';
import { loadStack } from '../../local/emulator/template/stack.ts';

const stack = loadStack({
  name: 'Stack',
  apiUrl: 'http://localhost:3000',
  template: {
    Resources: {
      TableKey: { Type: 'AWS::KMS::Key' },
      Users: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'users',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': ['TableKey', 'Arn'] } },
        },
      },
      Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'portal.example' } },
    },
  },
});
const keys = readKmsKeys(stack);
const keyArn = keys.get(stack.get('TableKey').ref).arn;
const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/users';

const asked = (service: string, action: string, body: unknown, path = '/') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const call = {
    service,
    action,
    headers: {},
    body: Buffer.from(text),
    path,
    method: 'POST',
    functionName: 'fn',
  };
  return accessRequests(call, stack, keys);
};

const named = (...args: Parameters<typeof asked>) =>
  asked(...args).map(({ action, resource }) => [action, resource]);

test("a table under a customer's key needs that key as well", () => {
  expect(named('dynamodb', 'GetItem', { TableName: 'users', Key: { pk: { S: 'a' } } })).toEqual([
    ['dynamodb:GetItem', tableArn],
    ['kms:Decrypt', keyArn],
    ['kms:DescribeKey', keyArn],
    ['kms:Encrypt', keyArn],
    ['kms:GenerateDataKey', keyArn],
    ['kms:GenerateDataKeyWithoutPlaintext', keyArn],
    ['kms:ReEncryptFrom', keyArn],
    ['kms:ReEncryptTo', keyArn],
  ]);
});

test('a query of an index is a question about the index', () => {
  expect(named('dynamodb', 'Query', { TableName: 'users', IndexName: 'byPhone' })[0]).toEqual([
    'dynamodb:Query',
    `${tableArn}/index/byPhone`,
  ]);
});

test('a transaction needs what each of its items needs', () => {
  const items = [{ Put: { TableName: 'users' } }, { ConditionCheck: { TableName: 'users' } }];

  expect(named('dynamodb', 'TransactWriteItems', { TransactItems: items }).slice(0, 2)).toEqual([
    ['dynamodb:PutItem', tableArn],
    ['dynamodb:ConditionCheckItem', tableArn],
  ]);
});

test('the partition key of an item can be a condition', () => {
  const [request] = asked('dynamodb', 'PutItem', {
    TableName: 'users',
    Item: { pk: { S: 'USER#1' }, sk: { S: 'x' } },
  });

  expect(request?.context['dynamodb:LeadingKeys']).toEqual(['USER#1']);
});

test('a mail is sent in the name of the verified domain', () => {
  const mail = { FromEmailAddress: 'Portal <security@portal.example>' };

  expect(named('ses', 'SendEmail', mail)).toEqual([
    ['ses:SendEmail', 'arn:aws:ses:us-east-1:000000000000:identity/portal.example'],
  ]);
});

test('a text to a phone is compared with the number, since it has no topic', () => {
  expect(named('sns', 'Publish', 'Action=Publish&PhoneNumber=%2B12025550100')).toEqual([
    ['sns:Publish', '+12025550100'],
  ]);
});

describe('a call from a Connect instance', () => {
  const id = '11111111-2222-3333-4444-555555555555';
  const elsewhere = loadStack({
    name: 'Stack',
    apiUrl: 'http://localhost:3000',
    template: {
      Resources: {
        Grant: {
          Type: 'AWS::IAM::Policy',
          Properties: { Resource: `arn:aws:connect:eu-central-1:111122223333:instance/${id}/contact/*` },
        },
      },
    },
  });

  test.each(['eu-central-1', 'us-east-1'])('is one in the Region that was asked, %s', (region) => {
    const call = {
      service: 'connect',
      action: 'StartOutboundVoiceContact',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/${region}/connect/aws4_request, SignedHeaders=host`,
      },
      body: Buffer.from(JSON.stringify({ InstanceId: id })),
      path: '/contact/outbound-voice',
      method: 'PUT',
      functionName: 'fn',
    };
    expect(accessRequests(call, elsewhere, readKmsKeys(elsewhere)).map(({ resource }) => resource)).toEqual([
      `arn:aws:connect:${region}:111122223333:instance/${id}/contact/*`,
    ]);
  });
});
