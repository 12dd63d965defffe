/** The rule packs at synthesis: what counts as acknowledged, and that nothing else gets through. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { ACKNOWLEDGED } from '../../infra/packs/acknowledged.ts';
import { findingOf, openIn, staleIn } from '../../infra/packs/finding.ts';
import { PolicyPacks } from '../../infra/packs/policy-packs.ts';

const WILDCARD = findingOf(
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
  'Portal2fa/Notices/send-notices/Role/DefaultPolicy/Resource',
);
const TO_SES = {
  rules: ['AwsSolutions-IAM5'],
  details: ['Resource::*:identity/*'],
  at: ['Notices/*/DefaultPolicy'],
  reason: 'SES asks for more than the address.',
};

test('a finding is the rule, what it is about, and where below the stack', () => {
  expect(WILDCARD).toEqual({
    rule: 'AwsSolutions-IAM5',
    detail: 'Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*',
    at: 'Notices/send-notices/Role/DefaultPolicy',
  });
  expect(findingOf('Serverless-LambdaDLQ', 'Portal2fa/get-jwks/Function/Resource')).toEqual({
    rule: 'Serverless-LambdaDLQ',
    detail: '',
    at: 'get-jwks/Function',
  });
});

test('only the same rule, at the same place, about the same thing is acknowledged', () => {
  const others = [
    { ...WILDCARD, rule: 'AwsSolutions-IAM4' },
    { ...WILDCARD, at: 'get-jwks/Role/DefaultPolicy' },
    { ...WILDCARD, detail: 'Resource::*' },
    { ...WILDCARD, detail: '' },
  ];
  expect(openIn([WILDCARD, ...others], [TO_SES])).toEqual(others);
});

test('an acknowledgement is stale in each part by which nothing is met', () => {
  expect(staleIn([WILDCARD], [TO_SES])).toEqual([]);
  const wide = {
    ...TO_SES,
    rules: ['AwsSolutions-IAM5', 'AwsSolutions-L1'],
    at: [...TO_SES.at, 'Gone/*'],
    details: [...TO_SES.details, 'Action::kms:*'],
  };
  expect(staleIn([WILDCARD], [wide])).toEqual([
    'AwsSolutions-L1 of AwsSolutions-IAM5',
    'Gone/* of AwsSolutions-IAM5',
    'Action::kms:* of AwsSolutions-IAM5',
  ]);
});

test('synthesis ends at what is not acknowledged, in whatever pack', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'packs-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  new CfnQueue(new Stack(app, 'Stack'), 'Open');
  Validations.of(app).addPlugins(new PolicyPacks());

  expect(() => app.synth()).toThrow(/dead-letter queue[\s\S]*redrive policy/);
  rmSync(outdir, { recursive: true });
});

test('every acknowledgement gives a reason', () => {
  for (const { reason } of ACKNOWLEDGED) expect(reason).toMatch(/^\S.{60,}\.$/s);
});
