/** The roles of the template, decided as IAM does. */

import { type AccessRequest, isAllowed } from '../../local/emulator/iam/evaluate.ts';
import { readPolicy } from '../../local/emulator/iam/policy.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/users';

const request = (overrides: Partial<AccessRequest> = {}): AccessRequest => ({
  action: 'dynamodb:GetItem',
  resource: TABLE,
  context: {},
  ...overrides,
});

const decide = (statements: readonly unknown[], asked: AccessRequest): boolean =>
  isAllowed(readPolicy({ Statement: statements }, 'test'), asked);

const allow = (rest: Record<string, unknown>) => ({ Effect: 'Allow', ...rest });
const deny = (rest: Record<string, unknown>) => ({ Effect: 'Deny', ...rest });

describe('a call is', () => {
  test.each([
    ['refused without a statement', [], false],
    ['allowed by action and resource', [allow({ Action: 'dynamodb:GetItem', Resource: TABLE })], true],
    [
      'allowed without regard to the case of the action',
      [allow({ Action: 'DynamoDB:getitem', Resource: '*' })],
      true,
    ],
    ['allowed by wildcards', [allow({ Action: 'dynamodb:Get*', Resource: `${TABLE.slice(0, -1)}?` })], true],
    ['refused for another action', [allow({ Action: 'dynamodb:PutItem', Resource: TABLE })], false],
    ['refused for another resource', [allow({ Action: 'dynamodb:*', Resource: `${TABLE}/index/*` })], false],
    [
      'refused where any statement denies it',
      [allow({ Action: '*', Resource: '*' }), deny({ Action: 'dynamodb:GetItem', Resource: '*' })],
      false,
    ],
    ['allowed by what an action is not', [allow({ NotAction: 'kms:*', Resource: '*' })], true],
    ['refused by what a resource is not', [allow({ Action: '*', NotResource: 'arn:aws:dynamodb:*' })], false],
  ])('%s', (_name, statements, expected) => {
    expect(decide(statements, request())).toBe(expected);
  });
});

describe('a condition', () => {
  const limited = (condition: unknown) => [allow({ Action: '*', Resource: '*', Condition: condition })];
  const signing = request({ context: { 'kms:MessageType': ['DIGEST'], 'dynamodb:LeadingKeys': ['a', 'b'] } });

  test.each([
    ['holds for an equal value', { StringEquals: { 'kms:messagetype': 'DIGEST' } }, true],
    ['fails for another value', { StringEquals: { 'kms:MessageType': 'RAW' } }, false],
    ['holds for one of several', { StringLike: { 'kms:MessageType': ['RAW', 'DIG*'] } }, true],
    ['can be negated', { StringNotEquals: { 'kms:MessageType': 'DIGEST' } }, false],
    [
      'can want every value to match',
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['a'] } },
      false,
    ],
    ['can want any value to match', { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['a'] } }, true],
    ['fails for a call that lacks the key', { StringEquals: { 'kms:ViaService': 'x' } }, false],
    ['can be for calls that have the key', { StringEqualsIfExists: { 'kms:ViaService': 'x' } }, true],
  ])('%s', (_name, condition, expected) => {
    expect(decide(limited(condition), signing)).toBe(expected);
  });

  test('on a key that the local system does not know is not guessed at', () => {
    const condition = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } };

    expect(() => decide(limited(condition), signing)).toThrow('condition on aws:SourceVpce');
  });
});
