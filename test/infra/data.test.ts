/** What holds data or keys keeps its logical id for good: under another one, CloudFormation makes an empty one. */

import { readFileSync } from 'node:fs';
import { CfnResource } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { deploy, type Properties, resources, stackWith } from './support/deployed.ts';

/**
 * Not to be changed to make a test green. A stack that is deployed has its data under these ids; whoever renames a
 * construct leaves all customers without their second factor, and nothing fails.
 */
const DATA: Readonly<Record<string, string>> = {
  UsersTable6D91A5EE: 'AWS::DynamoDB::Table',
  TrailTableE14D5900: 'AWS::DynamoDB::Table',
  TableKey256F1BD5: 'AWS::KMS::Key',
  KeysRoot045846EB: 'AWS::KMS::Key',
  KeysSigningD455BFD1: 'AWS::KMS::Key',
  CallsInstanceB54A9C90: 'AWS::Connect::Instance',
  CallsPhoneNumberA5278E6A: 'AWS::Connect::PhoneNumber',
  EventsBus45DE4339: 'AWS::Events::EventBus',
};

/** Types whose resources keep what cannot be made again. What waits in queues does not outlive a fortnight. */
const HOLDS_DATA =
  /^AWS::(DynamoDB|KMS|S3|RDS|SSM|SecretsManager|EFS|Cognito)::|^AWS::Connect::(Instance|PhoneNumber)$|^AWS::Events::(EventBus|Archive)$/;

/** Its key encrypts what alarms say on their way to who reads them: nothing is kept under it. */
const IN_TRANSIT = /^AlarmTopic/;

/** What holds data, by logical id. */
const dataIn = (template: Template): Readonly<Record<string, string>> =>
  Object.fromEntries(
    resources(template)
      .filter(({ id, type }) => HOLDS_DATA.test(type) && !IN_TRANSIT.test(id))
      .map(({ id, type }) => [id, type]),
  );

const template = deploy();

test('each has the logical id that it has always had, and there is no other', () => {
  expect(dataIn(template)).toEqual(DATA);
});

test('neither the stack’s name nor what is offered changes an id', () => {
  const other = deploy({ stackName: 'Other', methods: ['totp'], issuer: 'https://id.example.org' });
  const withoutCalls = Object.entries(DATA).filter(([id]) => !id.startsWith('Calls'));
  expect(dataIn(other)).toEqual(Object.fromEntries(withoutCalls));
});

describe('a stack whose constructs have other names', () => {
  const { stack, synthesise } = stackWith();
  for (const construct of stack.node.findAll()) {
    if (!(construct instanceof CfnResource)) continue;
    const id: string = stack.resolve(construct.logicalId);
    if (id in DATA) construct.overrideLogicalId(`Renamed${id}`);
  }
  const renamed = dataIn(synthesise());

  test.each(Object.entries(DATA))('%s is missed', (id, type) => {
    expect(renamed).not.toHaveProperty(id);
    expect(renamed).toHaveProperty(`Renamed${id}`, type);
  });

  test('is guarded by termination protection like every other that keeps its data', () => {
    expect(stack.terminationProtection).toBe(true);
  });
});

test('all of it stays when the stack is deleted or another takes its place, and none that a failed creation has left', () => {
  for (const id of Object.keys(DATA)) {
    const { DeletionPolicy, UpdateReplacePolicy }: Properties = template.toJSON().Resources[id];
    expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
  }
});

test('what need not stay goes with the stack, in one step', () => {
  const { stack, synthesise } = stackWith({ retainData: false });
  const gone = synthesise().toJSON().Resources;
  expect(stack.terminationProtection).toBe(false);
  for (const id of Object.keys(DATA)) expect([id, gone[id].DeletionPolicy]).toEqual([id, 'Delete']);
});

describe('the stack policy', () => {
  const { Statement }: Properties = JSON.parse(
    readFileSync(new URL('../../infra/stack-policy.json', import.meta.url), 'utf8'),
  );

  /** Whether the policy lets CloudFormation do this to the resource of this id. */
  function allows(action: string, id: string): boolean {
    const effects = Statement.filter(
      (one: Properties) => matches(one.Action, action) && matches(one.Resource, `LogicalResourceId/${id}`),
    ).map(({ Effect }: Properties) => Effect);
    return effects.includes('Allow') && !effects.includes('Deny');
  }

  const matches = (patterns: string | readonly string[], text: string): boolean =>
    [patterns].flat().some((pattern) => {
      const [before = '', ...after] = pattern.split('*');
      return after.length === 0 ? pattern === text : text.startsWith(before);
    });

  test.each(Object.keys(DATA))('%s may change, and is never replaced', (id) => {
    expect(allows('Update:Modify', id)).toBe(true);
    expect(allows('Update:Replace', id)).toBe(false);
  });

  test.each(Object.keys(DATA).filter((id) => !id.startsWith('KeysSigning')))(
    '%s does not leave the stack',
    (id) => expect(allows('Update:Delete', id)).toBe(false),
  );

  test('a key that signs no more may leave, as operators change it', () => {
    expect(allows('Update:Delete', 'KeysSigningD455BFD1')).toBe(true);
  });

  test('everything else is replaced and removed as ever, and no id is in it that is not deployed', () => {
    const all = resources(template).map(({ id }) => id);
    for (const id of all.filter((one) => !(one in DATA))) {
      expect([id, allows('Update:Replace', id), allows('Update:Delete', id)]).toEqual([id, true, true]);
    }
    const named: readonly string[] = Statement.flatMap((one: Properties) => one.Resource);
    for (const pattern of named) {
      expect([
        pattern,
        all.some((id) => matches(pattern, `LogicalResourceId/${id}`) || pattern === '*'),
      ]).toEqual([pattern, true]);
    }
  });
});
