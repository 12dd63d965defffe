/** The ids that a deployed function gets are those under which the local Connect knows the template's parts. */

import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Voice, type VoiceProps } from '../../infra/constructs/voice.ts';
import { callAttributes } from '../../shared/wording/call.ts';
import { createConnectStandIn } from '../local/emulator/aws/connect/connect.ts';
import { connectInstances } from '../local/emulator/aws/connect/instances.ts';
import type { HandsetMessage } from '../local/emulator/boundary.ts';
import { loadStack } from '../local/emulator/template/stack.ts';
import { asRecord } from '../local/emulator/template/template.ts';

const existing: VoiceProps = {
  kind: 'existing',
  instanceArn: 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
  sourcePhoneNumber: '+12025550199',
};
const created: VoiceProps = {
  kind: 'new',
  instanceAlias: 'example-codes',
  callerName: 'Example',
  countryCode: 'US',
  numberType: 'DID',
  retainData: true,
};

test.each([
  ['a new instance', created],
  ['an existing instance', existing],
])('a call from %s is placed with the function environment of the template', async (_what, props) => {
  const cdk = new Stack(new App({ builtinCloudFormationValidation: false }), 'Test');
  const fn = new LambdaFunction(cdk, 'Call', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('export const handler = () => {}'),
  });
  new Voice(cdk, 'Voice', props).grantPlaceCall(fn);
  const template = Template.fromStack(cdk).toJSON();
  const stack = loadStack({
    name: 'Test',
    template: { Resources: template.Resources },
    apiUrl: 'http://localhost:1',
  });
  const [deployed] = stack.ofType('AWS::Lambda::Function');
  const variables = asRecord(
    asRecord(deployed?.properties.Environment, 'environment').Variables,
    'variables',
  );
  const handset: HandsetMessage[] = [];
  const connect = createConnectStandIn({
    instances: connectInstances(stack),
    deliver: (message) => handset.push(message),
    clock: { now: () => 0, advance: () => undefined },
    newId: () => 'contact',
  });

  const request = {
    InstanceId: variables.CALL_INSTANCE_ID,
    ContactFlowId: variables.CALL_CONTACT_FLOW_ID,
    SourcePhoneNumber: variables.CALL_SOURCE_PHONE_NUMBER,
    QueueId: variables.CALL_QUEUE_ID,
    DestinationPhoneNumber: '+12025550100',
    Attributes: await callAttributes({ locale: 'fr', code: '048151', brand: 'Example' }),
  };
  const answer = await connect.handle({
    service: 'connect',
    action: 'StartOutboundVoiceContact',
    headers: {},
    body: Buffer.from(JSON.stringify(request)),
    path: '/contact/outbound-voice',
    method: 'PUT',
    functionName: 'Call',
  });

  expect(answer.status).toBe(200);
  expect(handset).toMatchObject([{ channel: 'call', to: '+12025550100', locale: 'fr' }]);
});
