/**
 * What the rule packs find and stays as it is. Whoever adds a resource mends what is found, or adds a line here;
 * `npm run check:packs` fails for what is in neither, and for a line that meets nothing any more.
 */

import { OPERATIONS } from '../../shared/contract/operations.ts';
import type { Acknowledgement } from './finding.ts';

/** The functions that API Gateway calls, and waits for. */
const OF_THE_API = OPERATIONS.map(({ id }) => `${id}/Function`);
const PUBLIC_ROUTES = OPERATIONS.filter(({ access }) => access === 'public').map(
  ({ method, path }) => `PortalApi/Api/${method}${path.replaceAll('/', '--')}`,
);
/** CDK's function for calls at deployment, by the name that CDK gives it. */
const SDK_CALLER = 'AWS679f53fac002430cb0da5b7982bd2287';
const FUNCTION_ROLES = '*/Role/DefaultPolicy';

export const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    rules: ['AwsSolutions-APIG4'],
    at: PUBLIC_ROUTES,
    reason:
      'Public by purpose: keys and discovery document with which anybody checks assertions (RFC 7517), the description ' +
      'of the API, and the script of the elements. They answer the same to everybody, read no data, and have a throttle ' +
      'of their own. Every other route has the JWT authorizer (`test/infra/stack`).',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    details: ['Resource::*'],
    at: [FUNCTION_ROLES],
    reason:
      '`xray:PutTraceSegments` and `xray:PutTelemetryRecords`, and for `publish-events` `dynamodb:ListStreams`: IAM knows ' +
      'no resource for them. `test/infra/permissions` refuses any other action on `*`.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    details: ['Resource::*'],
    at: ['Texts/SmsSettings/CustomResourcePolicy'],
    reason:
      '`sns:SetSMSAttributes` sets the account’s SMS settings, which have no ARN. The role is that of a function which ' +
      'CloudFormation alone calls, at deployments, and is there with `texts.logDeliveries` alone.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    details: ['Resource::*:ses:*:identity/*', 'Resource::*:ses:*:configuration-set/*'],
    at: ['Notices/send-notices/Role/DefaultPolicy'],
    reason:
      'SES asks for the address, for its verified domain or a parent of that, in its sandbox for the recipient, and for ' +
      'the identity’s default configuration set. Which of them is not known at synthesis. The condition ' +
      '`ses:FromAddress` names the one sender whose mails may be sent.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    details: ['Resource::*/contact/*'],
    at: ['start-phone/Role/DefaultPolicy', 'send-challenge-code/Role/DefaultPolicy'],
    reason:
      '`connect:StartOutboundVoiceContact` is authorised on the contact that the call becomes, which has no id before. ' +
      'The instance is named.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    details: ['Resource::*/contact-flow/*'],
    at: ['Calls/CodeCall/Of*/CustomResourcePolicy'],
    reason:
      'The deployment makes, changes and removes one contact flow in an instance of the operator’s. Connect gives the ' +
      'flow its id when it is made. The instance is named.',
  },
  {
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'],
    at: ['Events/Unpublished/Queue', 'Notices/Unsent/Queue'],
    reason:
      'These queues are the dead-letter queues: of the stream’s event source, of the asynchronous invocations and of the ' +
      'rule. The rules look for a redrive policy of another queue. An alarm tells of the first message in them.',
  },
  {
    rules: ['Serverless-LambdaDLQ', 'NIST.800.53.R5-LambdaDLQ'],
    at: OF_THE_API,
    reason:
      'A dead-letter queue takes events of asynchronous invocations. API Gateway waits for these functions, so the caller ' +
      'has the failure as an answer, and nothing is left to be processed later.',
  },
  {
    rules: ['Serverless-LambdaDLQ', 'NIST.800.53.R5-LambdaDLQ'],
    at: ['Events/publish-events/Function', 'Notices/send-notices/Function'],
    reason:
      'What fails goes to a queue by a destination on failure, which the rules do not look for: of the event source for ' +
      '`publish-events`, of the asynchronous invocation for `send-notices`. Other than a dead-letter queue it also says ' +
      'why it failed (`test/infra/events`).',
  },
  {
    rules: ['Serverless-LambdaDLQ', 'NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaTracing'],
    at: [SDK_CALLER],
    reason:
      'CDK’s function for calls at a deployment. CloudFormation waits for its answer and fails the deployment without ' +
      'one. It runs in no request, so that there is nothing to trace, and CDK does not offer to set either.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaInsideVPC'],
    at: [...OF_THE_API, 'Events/publish-events/Function', 'Notices/send-notices/Function', SDK_CALLER],
    reason:
      'They reach no resource in a VPC: all are AWS’s APIs by TLS, each by a role that names what it may reach, and the ' +
      'issuer’s key set. A VPC would add NAT gateways or some eight interface endpoints per zone (from 100 USD a month) ' +
      'and network administrators to those who can stop sign-ins, and protect nothing that the roles do not.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency'],
    at: [...OF_THE_API, 'Events/publish-events/Function', 'Notices/send-notices/Function', SDK_CALLER],
    reason:
      'What is reserved for one function is taken from the account’s concurrency, and a function at its limit turns ' +
      'customers away. The API’s throttle limits all of them together, routes that are public or send have smaller ' +
      'limits of their own, and a stream has one invocation per shard.',
  },
  {
    rules: ['NIST.800.53.R5-IAMNoInlinePolicy'],
    at: [FUNCTION_ROLES, 'Texts/DeliveryLogRole/DefaultPolicy', '*/CustomResourcePolicy'],
    reason:
      'The control asks that permissions are given by role and not by person, which they are. Each policy belongs to one ' +
      'role and goes with it: attached to another by mistake, as a managed one can be, it would open what the role is ' +
      'for. AWS advises inline policies for exactly this.',
  },
  {
    rules: ['NIST.800.53.R5-DynamoDBInBackupPlan'],
    at: ['Users/Table', 'Trail/Table'],
    reason:
      'Both tables have point-in-time recovery over 35 days, and are retained when the stack goes. A backup plan of the ' +
      'operator’s may take them in besides; the rule sees plans in the same template alone.',
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    at: ['PortalApi/Origin/Number*'],
    reason:
      'By which the distribution proves itself to the API. Functions and distribution have it from a deployment, so a ' +
      'value that Secrets Manager changed by itself would shut everybody out. It is changed by `cdn.originSecrets`, one ' +
      'deployment after the other, with two values good in between.',
  },
  {
    rules: ['NIST.800.53.R5-SecretsManagerUsingKMSKey'],
    at: ['PortalApi/Origin/Number*'],
    reason:
      'Encrypted under the key that AWS has for Secrets Manager, in both Regions. Who may read the functions’ or the ' +
      'distribution’s configuration has the value from there, so a key of the stack’s would keep it from nobody. It opens ' +
      'the way to an API that asks for a token all the same.',
  },
  {
    rules: ['AwsSolutions-CFR3'],
    at: ['Distribution/Distribution'],
    reason:
      'It has access logs, by CloudFront’s standard logging of version 2 into an encrypted log group (`Log/Delivery`). The ' +
      'rule looks for version 1, which writes to a bucket that takes ACLs, and whole addresses with it.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    at: ['Distribution/Distribution'],
    reason:
      'A warning: it asks to think of it. Customers sign in while they travel, and whoever attacks comes from any country. ' +
      'Where codes are sent is limited by `numbers.allowedCountries`.',
  },
];
