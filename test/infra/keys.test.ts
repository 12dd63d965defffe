/** Who can use the service's keys: decided as KMS decides, from the keys' policies and the roles' own. */

import { readKmsKeys } from '../local/emulator/aws/kms/keys.ts';
import { type Caller, mayCall } from '../local/emulator/iam/key-policy.ts';
import { readPolicy } from '../local/emulator/iam/policy.ts';
import { createRoles } from '../local/emulator/iam/roles.ts';
import { LOCAL_REGION } from '../local/emulator/template/intrinsics.ts';
import { loadStack } from '../local/emulator/template/stack.ts';
import { deploy, functions, resources } from './support/deployed.ts';

const IMPORTER = 'arn:aws:iam::000000000000:role/importer';
const template = deploy({ rootKeys: [2, 1], signingKeys: [2, 1], importRoleArn: IMPORTER });
const { Resources = {} } = template.toJSON();
const stack = loadStack({ name: 'Stack', template: { Resources }, apiUrl: 'http://localhost' });
const keys = readKmsKeys(stack);
const callerOf = createRoles(stack);
const ours = functions(template).filter((fn) => fn.ours);

const roleWith = (roleArn: string, ...actions: readonly string[]): Caller => ({
  roleArn,
  statements: readPolicy({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }, 'role'),
});
/** Somebody who may do everything with every key, as far as IAM has a say. */
const administrator = roleWith('arn:aws:iam::000000000000:role/administrator', '*');
/** One that has a function's permissions, and is no function's. */
const impostor = roleWith(
  'arn:aws:iam::000000000000:role/impostor',
  'kms:Sign',
  'kms:GenerateMac',
  'kms:Decrypt',
);

const VIA_DYNAMODB = { 'kms:ViaService': [`dynamodb.${LOCAL_REGION}.amazonaws.com`] };
const arnsOf = (prefix: string) =>
  stack
    .ofType('AWS::KMS::Key')
    .filter(({ logicalId }) => logicalId.startsWith(prefix))
    .map(({ attributes, ref }) => attributes.Arn ?? ref);
const may = (
  caller: Caller,
  action: string,
  resource: string | undefined,
  context: Readonly<Record<string, readonly string[]>> = {},
) => mayCall(caller, { action: `kms:${action}`, resource: resource ?? '', context }, keys);

const [root = '', oldRoot = ''] = arnsOf('KeysRoot');
const [signing = ''] = arnsOf('KeysSigning');
const [tableKey = ''] = arnsOf('TableKey');
const USES = [
  ['Sign', signing],
  ['Verify', signing],
  ['GenerateMac', root],
  ['GenerateMac', oldRoot],
  ['VerifyMac', root],
  ['Encrypt', tableKey],
  ['Decrypt', tableKey],
  ['GenerateDataKey', tableKey],
] as const;

describe.each([
  ['whoever may do everything in the account', administrator],
  ['a role with a function’s permissions that is no function’s', impostor],
])('%s', (_name, caller) => {
  test.each(USES)('cannot %s', (action, key) => {
    expect(may(caller, action, key)).toBe(false);
  });

  test.each([root, signing, tableKey])('cannot let anybody else use a key by a grant', (key) => {
    expect(may(caller, 'CreateGrant', key)).toBe(false);
  });
});

test('the account can administer each key, or nobody could', () => {
  for (const key of [root, oldRoot, signing, tableKey]) {
    for (const action of [
      'PutKeyPolicy',
      'DescribeKey',
      'DisableKey',
      'ScheduleKeyDeletion',
      'TagResource',
    ]) {
      expect([action, may(administrator, action, key)]).toEqual([action, true]);
    }
  }
  expect(may(administrator, 'ReplicateKey', root)).toBe(true);
  expect(may(roleWith(IMPORTER, 'kms:GenerateMac'), 'PutKeyPolicy', root)).toBe(false);
});

test('the table’s key is used through DynamoDB alone: by whoever makes tables, and by functions', () => {
  for (const action of ['CreateGrant', 'Decrypt', 'GenerateDataKey', 'ReEncryptTo']) {
    expect(may(administrator, action, tableKey, VIA_DYNAMODB)).toBe(true);
  }
  expect(may(administrator, 'Decrypt', tableKey, { 'kms:ViaService': ['s3.us-east-1.amazonaws.com'] })).toBe(
    false,
  );
  for (const { id } of ours) {
    expect(may(callerOf(id), 'Decrypt', tableKey)).toBe(false);
    expect(may(callerOf(id), 'CreateGrant', tableKey, VIA_DYNAMODB)).toBe(false);
  }
});

const SIGN = ['confirm-totp', 'confirm-phone', 'skip-enrolment', 'start-challenge', 'verify-challenge'];
const DERIVE_NOTHING = [
  'list-events',
  'support-list-events',
  'support-erase-user',
  'publish-events',
  'skip-enrolment',
  'turn-off',
  'get-jwks',
  'get-discovery',
  'get-openapi',
  'get-elements',
];

test.each(ours.map(({ name, id }) => [name, id]))('%s can do with keys what it is for', (name, id) => {
  const caller = callerOf(id);
  expect(may(caller, 'Sign', signing)).toBe(SIGN.includes(name));
  const derives = !DERIVE_NOTHING.includes(name);
  expect(may(caller, 'GenerateMac', root)).toBe(derives);
  expect(may(caller, 'GenerateMac', oldRoot)).toBe(derives);
  expect(may(caller, 'Sign', root)).toBe(false);
});

test('a function needs its own role’s permission as well as its place in the key’s policy', () => {
  const { roleArn } = callerOf(ours.find(({ name }) => name === 'verify-challenge')?.id ?? '');
  expect(may(roleWith(roleArn, 'kms:Sign'), 'Sign', signing)).toBe(true);
  expect(may(roleWith(roleArn, 'kms:DescribeKey'), 'Sign', signing)).toBe(false);
});

test('an import may derive the key in use while the settings name its role, and no other', () => {
  const importer = roleWith(IMPORTER, 'kms:GenerateMac', 'kms:Sign');
  expect(may(importer, 'GenerateMac', root)).toBe(true);
  expect(may(importer, 'GenerateMac', oldRoot)).toBe(false);
  expect(may(importer, 'Sign', signing)).toBe(false);
});

test('no key’s policy gives anything to somebody in another account, or all of KMS', () => {
  for (const { properties } of resources(template, 'AWS::KMS::Key')) {
    const text = JSON.stringify(properties.KeyPolicy);
    expect(text).not.toMatch(/"kms:\*"|"AWS":"\*"|kms:Create\*/);
    for (const { Principal, Condition } of properties.KeyPolicy.Statement) {
      // CloudWatch publishes to the alarms' topic in its own name, of this account's alarms alone.
      const byCloudWatch = Principal.Service === 'cloudwatch.amazonaws.com';
      if (byCloudWatch) {
        expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
      } else expect(JSON.stringify(Principal)).toContain(':root');
    }
  }
});
