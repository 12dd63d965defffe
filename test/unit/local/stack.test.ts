/** The template as the local system reads it: every intrinsic function becomes a local name or address. */

import { loadStack } from '../../local/emulator/template/stack.ts';
import type { Template, TemplateResource } from '../../local/emulator/template/template.ts';

const API_URL = 'http://localhost:3000';

const load = (resources: Record<string, TemplateResource>, rest: Partial<Template> = {}) =>
  loadStack({
    name: 'Stack',
    template: { ...rest, Resources: resources },
    apiUrl: API_URL,
    replacements: { 'https://portal.invalid': 'http://localhost:3001' },
  });

/** Resolves one value, beside a table, a key, a queue and an API to refer to. */
const resolve = (value: unknown, rest: Partial<Template> = {}): unknown =>
  load(
    {
      Users: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'users' } },
      Failures: { Type: 'AWS::SQS::Queue' },
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Subject: { Type: 'AWS::CloudWatch::Alarm', Properties: { Value: value } },
    },
    rest,
  ).get('Subject').properties.Value;

describe('intrinsic functions', () => {
  test.each([
    ['a reference to a table', { Ref: 'Users' }, 'users'],
    ['an ARN', { 'Fn::GetAtt': ['Users', 'Arn'] }, 'arn:aws:dynamodb:us-east-1:000000000000:table/users'],
    ['an attribute after a dot', { 'Fn::GetAtt': 'Failures.QueueName' }, 'Stack-Failures'],
    ['pseudo parameters', { 'Fn::Sub': `\${AWS::Region}/\${AWS::Partition}` }, 'us-east-1/aws'],
    ['a literal in a substitution', { 'Fn::Sub': `\${!Kept} \${Users}` }, `\${Kept} users`],
    ['variables of a substitution', { 'Fn::Sub': [`\${Name}!`, { Name: { Ref: 'Users' } }] }, 'users!'],
    ['a selection from a split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['a condition', { 'Fn::If': ['Yes', 'one', 'other'] }, 'one'],
    ['a value that is none', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
  ])('%s', (_name, value, expected) => {
    const conditions = { Yes: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] } };
    expect(resolve(value, { Conditions: conditions })).toEqual(expected);
  });

  test('the public address of the API becomes the local one, however the template builds it', () => {
    const join = [
      '',
      ['https://', { Ref: 'Api' }, '.execute-api.', { Ref: 'AWS::Region' }, '.amazonaws.com/x'],
    ];

    expect(resolve({ 'Fn::Join': join })).toBe(`${API_URL}/x`);
    expect(resolve({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] })).toBe(API_URL);
  });

  test("the portal's address becomes the local one", () => {
    expect(resolve('https://portal.invalid/callback')).toBe('http://localhost:3001/callback');
  });

  test('an unknown function stops the start', () => {
    expect(() => resolve({ 'Fn::Cidr': [] })).toThrow('does not know the intrinsic function Fn::Cidr');
  });

  test('an unknown attribute stops the start', () => {
    expect(() => resolve({ 'Fn::GetAtt': ['Users', 'Colour'] })).toThrow('does not know Colour of Users');
  });
});

describe('resources', () => {
  test('a resource that would go unserved stops the start', () => {
    expect(() => load({ Pipe: { Type: 'AWS::Pipes::Pipe' } })).toThrow('does not serve Pipe');
  });

  test('a resource whose condition does not hold is not there', () => {
    const never = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const stack = load({ Queue: { Type: 'AWS::SQS::Queue', Condition: 'Never' } }, { Conditions: never });

    expect(stack.ofType('AWS::SQS::Queue')).toEqual([]);
  });

  test('names stay the same from start to start', () => {
    const key = () => load({ Key: { Type: 'AWS::KMS::Key' } }).get('Key').ref;

    expect(key()).toBe(key());
  });
});
