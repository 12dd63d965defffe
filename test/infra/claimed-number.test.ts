/** Settings that would give up the stack's telephone number are refused before anything is changed. */

import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { numberIdentity, refuseOtherNumber } from '../../infra/claimed-number.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { deploy, type Properties, resources, SETTINGS } from './support/deployed.ts';

const read = (settings: object) => readSettings({ ...SETTINGS, ...settings });

/** The sentence by which CloudFormation refuses the second settings where the first are deployed. */
function refusal(before: object, after: object): string | undefined {
  const stack = new Stack(new App(), 'Test');
  refuseOtherNumber(stack, read(after));
  // A template has a resource at least.
  new CfnWaitConditionHandle(stack, 'Any');
  const { Rules, Parameters }: Properties = Template.fromStack(stack).toJSON();
  // `cdk deploy` keeps the value of a parameter that is there, and gives a new one its default.
  const parameters = { ClaimedNumber: numberIdentity(read(before)) };
  expect(Parameters.ClaimedNumber.Default).toBe(numberIdentity(read(after)));
  const [{ Assert, AssertDescription }] = Rules.NumberIsKept.Assertions;
  const [{ Ref }, wanted] = Assert['Fn::Equals'];
  return parameters[Ref as keyof typeof parameters] === wanted ? undefined : AssertDescription;
}

const existing = {
  kind: 'existing',
  instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/11111111-2222-3333-4444-555555555555',
  sourcePhoneNumber: '+12025550199',
};

test.each<[string, object, object]>([
  ['another country', {}, { calls: { kind: 'new', countryCode: 'GB' } }],
  ['another type of number', {}, { calls: { kind: 'new', numberType: 'TOLL_FREE' } }],
  ['another alias', {}, { calls: { kind: 'new', instanceAlias: 'codes' } }],
  ['an existing instance instead', {}, { calls: existing }],
  ['no calls any more', {}, { methods: ['totp', 'sms'] }],
  ['a number where there was none', { methods: ['totp'] }, {}],
])('%s is refused with a sentence', (_what, before, after) => {
  const sentence = refusal(before, after);
  expect(sentence).toContain('was claimed by other settings of methods and calls');
  expect(sentence).toContain(`--parameters ClaimedNumber='${numberIdentity(read(after))}'`);
});

test.each<[string, object, object]>([
  ['the same settings', {}, {}],
  ['other countries to call', {}, { calls: { kind: 'new', allowedCountries: ['GB'] } }],
  ['another method besides calls', { methods: ['call'] }, { methods: ['totp', 'call'] }],
  [
    'another existing instance',
    { calls: existing },
    { calls: { ...existing, sourcePhoneNumber: '+12025550198' } },
  ],
  ['texts given up', { methods: ['sms'] }, { methods: ['totp'] }],
])('%s goes through', (_what, before, after) => {
  expect(refusal(before, after)).toBeUndefined();
});

test('the rule is in the deployed template, unless nothing is to be kept', () => {
  const { Rules, Parameters }: Properties = deploy().toJSON();
  expect(Parameters.ClaimedNumber.Default).toBe('US DID');
  expect(Rules).toHaveProperty('NumberIsKept');
  const fleeting = deploy({ retainData: false });
  expect(fleeting.toJSON().Rules).not.toHaveProperty('NumberIsKept');
  const [instance] = resources(fleeting, 'AWS::Connect::Instance');
  expect(instance?.deletionPolicy).toBe('Delete');
});
