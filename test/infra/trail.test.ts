/** Who may do what with the audit trails, by the policies as IAM evaluates them: one adds, two read, one erases. */

import {
  blockKey,
  countryKey,
  erasedKey,
  phoneKey,
  serviceKey,
  userKey,
} from '../../shared/adapters/table.ts';
import type { KeyedHash, UserId } from '../../shared/domain/brand.ts';
import { isAllowed } from '../local/emulator/iam/evaluate.ts';
import { statementsOfRole } from '../local/emulator/iam/policy.ts';
import { loadStack } from '../local/emulator/template/stack.ts';
import type { Template } from '../local/emulator/template/template.ts';
import { deploy, functions, resources, roleOf } from './support/deployed.ts';

const HASH = '1.hash' as KeyedHash;

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
const allowed = (table: string | undefined, key = userKey('kim' as UserId)) =>
  functions(template).flatMap(({ name, properties }) => {
    const statements = statementsOfRole(stack, stack.get(roleOf(properties)).attributes.Arn ?? '');
    return ACTIONS.filter((action) =>
      isAllowed(statements, { action: `dynamodb:${action}`, resource: table ?? '', context: contextOf(key) }),
    ).map((action) => `${name}: ${action}`);
  });

/** The item that is asked for, and what no condition of ours on a table is about. */
const contextOf = (key: string) => ({
  'dynamodb:LeadingKeys': [key],
  'aws:SourceAccount': [],
  'aws:SourceArn': [],
  'ses:FromAddress': [],
});

test('the publisher adds to the trail, customer and support list it, nobody changes what is in it, and one removes it', () => {
  expect(allowed(trail)).toEqual([
    'publish-events: ConditionCheckItem',
    'publish-events: PutItem',
    'list-events: Query',
    'support-list-events: Query',
    'support-erase-user: DeleteItem',
    'support-erase-user: Query',
  ]);
});

test('who removes a trail can add nothing to one, nor take back the mark that keeps late events out', () => {
  const ofErasure = allowed(trail, erasedKey('kim' as UserId)).filter((may) =>
    may.startsWith('support-erase-user'),
  );
  expect(ofErasure).toEqual(['support-erase-user: PutItem']);
});

test('who writes the trail writes no record: what it tells of is somebody else’s doing', () => {
  expect(allowed(users).filter((may) => may.startsWith('publish-events'))).toEqual([]);
});

test('it counts what was confirmed, by country and block, and nothing else that users share', () => {
  const ofPublisher = (key: string) => allowed(users, key).filter((may) => may.startsWith('publish-events'));
  const counts = ['publish-events: UpdateItem'];
  expect([countryKey('CU'), blockKey(HASH)].map(ofPublisher)).toEqual([counts, counts]);
  expect([phoneKey(HASH), serviceKey(), serviceKey(1)].map(ofPublisher)).toEqual([[], [], []]);
});

test('each table’s own actions are all that there is: no role has one on both, but for the one that erases', () => {
  const both = allowed(users)
    .filter((may) => allowed(trail).includes(may))
    .filter((may) => !may.startsWith('support-erase-user'));
  expect(both).toEqual([]);
});
