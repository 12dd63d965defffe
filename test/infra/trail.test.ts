/** Who may do what with the audit trails, by the policies as IAM evaluates them: one adds, two read, one erases. */

import { isAllowed } from '../local/emulator/iam/evaluate.ts';
import { statementsOfRole } from '../local/emulator/iam/policy.ts';
import { loadStack } from '../local/emulator/template/stack.ts';
import type { Template } from '../local/emulator/template/template.ts';
import { deploy, functions, resources, roleOf } from './support/deployed.ts';

/** Everything that reads or writes items, by any of the APIs. */
const ACTIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'DeleteItem',
  'GetItem',
  'PartiQLDelete',
  'PartiQLInsert',
  'PartiQLSelect',
  'PartiQLUpdate',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
];

const template = deploy();
const stack = loadStack({
  name: 'Stack',
  apiUrl: 'http://localhost',
  template: template.toJSON() as Template,
});
const [users, trail] = resources(template, 'AWS::DynamoDB::Table').map(({ id }) =>
  String(stack.get(id).attributes.Arn),
);

/** Function and action, for everything that a role of the stack may do with the items of the table. */
const allowed = (table: string | undefined) =>
  functions(template).flatMap(({ name, properties }) => {
    const statements = statementsOfRole(stack, stack.get(roleOf(properties)).attributes.Arn ?? '');
    return ACTIONS.filter((action) =>
      isAllowed(statements, { action: `dynamodb:${action}`, resource: table ?? '', context: CONTEXT }),
    ).map((action) => `${name}: ${action}`);
  });

/** What no condition of ours is about. */
const CONTEXT = { 'aws:SourceAccount': [], 'aws:SourceArn': [], 'ses:FromAddress': [] };

test('the publisher adds to the trail, customer and support list it, nobody changes what is in it, and one removes it', () => {
  expect(allowed(trail)).toEqual([
    'publish-events: ConditionCheckItem',
    'publish-events: PutItem',
    'list-events: Query',
    'support-list-events: Query',
    'support-erase-user: DeleteItem',
    'support-erase-user: PutItem',
    'support-erase-user: Query',
  ]);
});

test('who writes the trail writes no record: what it tells of is somebody else’s doing', () => {
  expect(allowed(users).filter((may) => may.startsWith('publish-events'))).toEqual([]);
});

test('each table’s own actions are all that there is: no role has one on both, but for the one that erases', () => {
  const both = allowed(users)
    .filter((may) => allowed(trail).includes(may))
    .filter((may) => !may.startsWith('support-erase-user'));
  expect(both).toEqual([]);
});
