/** Functions by whatever Lambda takes for one: a name or an ARN, of an alias or not. */

import { calledAs } from '../../local/emulator/template/qualifier.ts';
import { loadStack } from '../../local/emulator/template/stack.ts';

const stack = loadStack({
  name: 'Stack',
  apiUrl: 'http://localhost:3000',
  template: {
    Resources: {
      Status: { Type: 'AWS::Lambda::Function' },
      Other: { Type: 'AWS::Lambda::Function' },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: { Ref: 'Status' }, FunctionVersion: '1', Name: 'live' },
      },
    },
  },
});
const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Stack-Status';

test.each([
  ['a name', 'Stack-Status', '$LATEST'],
  ['an ARN', ARN, '$LATEST'],
  ['an alias by name', 'Stack-Status:live', 'live'],
  ['an alias by ARN', `${ARN}:live`, 'live'],
])('%s leads to the function', (_what, text, qualifier) => {
  expect(calledAs(stack, text)).toMatchObject({ function: { logicalId: 'Status' }, qualifier });
});

test.each([
  ['a function', 'Stack-Nothing', 'The template has no function Stack-Nothing'],
  ['an alias', `${ARN}:dead`, 'The template has no alias dead of Status'],
  ['an alias of that function', 'Stack-Other:live', 'The template has no alias live of Other'],
])('%s that the template does not have is refused', (_what, text, message) => {
  expect(() => calledAs(stack, text)).toThrow(message);
});
