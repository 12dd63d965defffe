/** What is deployed for texts and calls, and that a function gets no more than it needs. */

import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { TextMessaging, type TextMessagingProps } from '../../infra/constructs/text-messaging.ts';
import { Voice, type VoiceProps } from '../../infra/constructs/voice.ts';
import { SettingsError } from '../../shared/settings/explain.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { checkFlow } from './contact-flow/check.ts';
import { SETTINGS } from './support/deployed.ts';

const newVoice: VoiceProps = {
  kind: 'new',
  instanceAlias: 'example-codes',
  callerName: 'Example',
  countryCode: 'US',
  numberType: 'DID',
  retainData: true,
};
const INSTANCE = '11111111-2222-3333-4444-555555555555';
const existingVoice = {
  kind: 'existing',
  instanceArn: `arn:aws:connect:eu-west-1:111122223333:instance/${INSTANCE}`,
  sourcePhoneNumber: '+12025550199',
} as const satisfies VoiceProps;

function synthesise(deploy: (stack: Stack, fn: LambdaFunction) => void): Template {
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Test');
  const fn = new LambdaFunction(stack, 'Send', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('export const handler = () => {}'),
  });
  deploy(stack, fn);
  return Template.fromStack(stack);
}

const withVoice = (props: VoiceProps) =>
  synthesise((stack, fn) => new Voice(stack, 'Voice', props).grantPlaceCall(fn));
const withTexts = (texts: Partial<TextMessagingProps> = {}) =>
  synthesise((stack, fn) => {
    const { texts: props } = readSettings({ ...SETTINGS, texts });
    new TextMessaging(stack, 'Texts', props).grantSendText(fn);
  });

/** Statements of the policy that hangs on the function's role. */
function statementsOfFunction(template: Template): unknown {
  const policies = template.findResources('AWS::IAM::Policy', {
    Properties: { Roles: [{ Ref: Match.stringLikeRegexp('^SendServiceRole') }] },
  });
  return Object.values(policies).flatMap((policy) => policy.Properties.PolicyDocument.Statement);
}

const environment = (template: Template): Record<string, unknown> =>
  Object.values(template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.handler' } }))
    .map((fn) => fn.Properties.Environment?.Variables)
    .find((variables) => variables !== undefined);

const flowsOf = (template: Template) => Object.entries(template.findResources('Custom::ContactFlow'));
const idOfFlow = (template: Template): string | undefined => flowsOf(template)[0]?.[0];
/** What is asked of Connect when the custom resource is made, changed or removed. */
const callOf = (template: Template, event: 'Create' | 'Update' | 'Delete') =>
  JSON.parse(flowsOf(template)[0]?.[1].Properties[event]);

describe('calls', () => {
  const template = withVoice(newVoice);

  test.each([
    ['a new instance', template],
    ['an existing instance', withVoice(existingVoice)],
  ])('what is deployed to %s is a sound flow', (_what, deployed) => {
    const [own] = Object.values(deployed.findResources('AWS::Connect::ContactFlow'));
    const flow = own?.Properties ?? callOf(deployed, 'Create').parameters;
    expect(checkFlow(JSON.parse(flow.Content))).toEqual([]);
    expect(flow.Type).toBe('CONTACT_FLOW');
  });

  test('the flow is named after its stack, as an instance has one flow of a name', () => {
    template.hasResourceProperties('AWS::Connect::ContactFlow', { Name: 'Call with a code for Test' });
  });

  test('calls go out at any time of any day', () => {
    const [hours] = Object.values(template.findResources('AWS::Connect::HoursOfOperation'));
    expect(hours?.Properties.TimeZone).toBe('UTC');
    expect(hours?.Properties.Config).toEqual(
      ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((Day) => ({
        Day,
        StartTime: { Hours: 0, Minutes: 0 },
        EndTime: { Hours: 23, Minutes: 59 },
      })),
    );
  });

  test('the instance calls out, takes no calls, logs no flows', () => {
    template.hasResourceProperties('AWS::Connect::Instance', {
      Attributes: { OutboundCalls: true, InboundCalls: false, ContactflowLogs: false, ContactLens: false },
    });
    for (const type of ['PhoneNumber', 'Queue', 'HoursOfOperation', 'ContactFlow']) {
      template.resourceCountIs(`AWS::Connect::${type}`, 1);
    }
  });

  test('a function may start calls of this instance and nothing else', () => {
    const [instance] = Object.keys(template.findResources('AWS::Connect::Instance'));
    expect(statementsOfFunction(template)).toEqual([
      {
        Effect: 'Allow',
        Action: 'connect:StartOutboundVoiceContact',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [instance, 'Arn'] }, '/contact/*']] },
      },
    ]);
    expect(Object.keys(environment(template)).sort()).toEqual([
      'CALL_CONTACT_FLOW_ID',
      'CALL_INSTANCE_ID',
      'CALL_QUEUE_ID',
      'CALL_SOURCE_PHONE_NUMBER',
    ]);
  });

  describe('of an existing instance', () => {
    const existing = withVoice(existingVoice);

    test('get a contact flow and nothing else, in the instance’s own Region', () => {
      expect(JSON.stringify(existing)).not.toContain('AWS::Connect::');
      expect(callOf(existing, 'Create')).toMatchObject({
        service: 'Connect',
        action: 'CreateContactFlow',
        region: 'eu-west-1',
        parameters: { InstanceId: INSTANCE, Name: 'Code by call for Test' },
        physicalResourceId: { responsePath: 'ContactFlowId' },
      });
      expect(environment(existing)).toEqual({
        CALL_REGION: 'eu-west-1',
        CALL_INSTANCE_ID: INSTANCE,
        CALL_CONTACT_FLOW_ID: { Ref: idOfFlow(existing) },
        CALL_SOURCE_PHONE_NUMBER: '+12025550199',
      });
    });

    test('a changed flow replaces what it said, and goes with the stack', () => {
      const { Content } = callOf(existing, 'Create').parameters;
      const ContactFlowId = 'PHYSICAL:RESOURCEID:';
      expect(callOf(existing, 'Update')).toMatchObject({
        action: 'UpdateContactFlowContent',
        region: 'eu-west-1',
        parameters: { InstanceId: INSTANCE, ContactFlowId, Content },
      });
      expect(callOf(existing, 'Delete')).toMatchObject({
        action: 'DeleteContactFlow',
        region: 'eu-west-1',
        parameters: { InstanceId: INSTANCE, ContactFlowId },
      });
    });

    test('another instance gets another flow, under another id', () => {
      const other = existingVoice.instanceArn.replace(/5{12}$/, '666666666666');
      expect(idOfFlow(withVoice({ ...existingVoice, instanceArn: other }))).not.toBe(idOfFlow(existing));
    });

    test('the deployment may change flows of that instance alone', () => {
      existing.hasResourceProperties('AWS::IAM::Policy', {
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'connect:CreateContactFlow',
                'connect:UpdateContactFlowContent',
                'connect:DeleteContactFlow',
              ],
              Resource: `${existingVoice.instanceArn}/contact-flow/*`,
            },
          ],
        },
      });
      expect(statementsOfFunction(existing)).toEqual([
        {
          Effect: 'Allow',
          Action: 'connect:StartOutboundVoiceContact',
          Resource: `${existingVoice.instanceArn}/contact/*`,
        },
      ]);
    });
  });
});

describe('texts', () => {
  const template = withTexts({
    senderId: 'EXAMPLE',
    originationNumber: '+12025550198',
    logDeliveries: true,
  });

  test('a function may text phone numbers, and publish to no topic', () => {
    expect(statementsOfFunction(template)).toEqual([
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        NotResource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] },
      },
    ]);
  });

  test('the price is capped also where nobody thought of it', () => {
    expect(environment(template)).toEqual({
      TEXT_MAX_PRICE_USD: '0.5',
      TEXT_SENDER_ID: 'EXAMPLE',
      TEXT_ORIGINATION_NUMBER: '+12025550198',
    });
    expect(environment(withTexts({ maxPriceUsd: 0.08 }))).toEqual({ TEXT_MAX_PRICE_USD: '0.08' });
  });

  test('SNS logs deliveries into groups that mask phone numbers', () => {
    const groups = Object.values(
      template.findResources('AWS::Logs::LogGroup', {
        Properties: { DataProtectionPolicy: Match.objectLike({ Statement: Match.anyValue() }) },
      }),
    );
    expect(groups).toHaveLength(2);
    for (const { Properties } of groups) {
      expect(JSON.stringify(Properties.LogGroupName)).toContain('DirectPublishToPhoneNumber');
      expect(Properties.RetentionInDays).toBe(30);
      const [identifier] = Properties.DataProtectionPolicy.Configuration.CustomDataIdentifier;
      const masked = '{"destination":"+12025550100"}'.replace(new RegExp(identifier.Regex, 'g'), '*');
      expect(masked).toBe('{"destination":"*"}');
    }
  });

  test('the account-wide setting is made with the least that it takes', () => {
    const [setting] = Object.values(template.findResources('Custom::AWS'));
    const role = { 'Fn::GetAtt': [Match.stringLikeRegexp('^TextsDeliveryLogRole'), 'Arn'] };
    expect(JSON.stringify(setting?.Properties.Create)).toContain('setSMSAttributes');
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sns:SetSMSAttributes', Resource: '*' },
          { Effect: 'Allow', Action: 'iam:PassRole', Resource: role },
        ],
      },
    });
  });

  test('only SNS can be the role that is passed, and for this account', () => {
    const [role] = Object.values(
      template.findResources('AWS::IAM::Role', {
        Properties: { Description: 'Lets SNS log what became of the texts' },
      }),
    );
    expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  test('a stack that gives the account-wide setting up leaves it to whoever has it now', () => {
    const [setting] = Object.values(template.findResources('Custom::AWS'));
    expect(setting?.Properties.Delete).toBeUndefined();
  });

  test.each([undefined, false, 'existing'] as const)(
    'with logDeliveries %s nothing of the account is touched',
    (logDeliveries) => {
      const without = withTexts(logDeliveries === undefined ? {} : { logDeliveries });
      without.resourceCountIs('Custom::AWS', 0);
      without.resourceCountIs('AWS::Logs::LogGroup', 0);
      expect(JSON.stringify(without)).not.toContain('SetSMSAttributes');
    },
  );

  test.each(['', 'TWELVELETTERS', '12345', 'a b'])(
    'sender id %j is refused before anything is deployed',
    (senderId) => {
      expect(() => withTexts({ senderId })).toThrow(SettingsError);
    },
  );
});
