/** What deploying may do: everything that the stack consists of can be made, and no customer's data read. */

import { readFileSync } from 'node:fs';
import { deploy, type Properties, resources } from './support/deployed.ts';

const { Statement }: { readonly Statement: readonly Properties[] } = JSON.parse(
  readFileSync(new URL('../../infra/deploy-policy.json', import.meta.url), 'utf8'),
);
const actionsOf = (effect: 'Allow' | 'Deny'): readonly string[] =>
  Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action);

/** How IAM calls the services whose names in CloudFormation are others. */
const IN_IAM: Readonly<Record<string, string>> = { ApiGatewayV2: 'apigateway', CertificateManager: 'acm' };
/** Is no service: the template's own account of how it was made. */
const NO_SERVICE = ['AWS::CDK::Metadata'];

const types = new Set(
  [deploy(), deploy({ texts: { logDeliveries: true }, backup: {} })].flatMap((template) =>
    resources(template).map(({ type }) => type),
  ),
);

test('CloudFormation may make every type of resource that the stack has', () => {
  const made = [...types].filter((type) => type.startsWith('AWS::') && !NO_SERVICE.includes(type));
  expect(made.length).toBeGreaterThan(15);
  for (const type of made) {
    const [, name = ''] = type.split('::');
    const service = IN_IAM[name] ?? name.toLowerCase();
    const allowed = actionsOf('Allow').filter((action) => action.startsWith(`${service}:`));
    expect([type, allowed.length > 0]).toEqual([type, true]);
  }
});

test('a policy or role is made for roles of this name alone', () => {
  const open = Statement.filter(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' && Resource === '*' && Action.some((action: string) => action.startsWith('iam:')),
  );
  expect(open).toEqual([]);
});

test('whoever deploys reads and writes no item, and neither signs nor derives keys', () => {
  const denied = actionsOf('Deny');
  for (const action of [
    'dynamodb:GetItem',
    'dynamodb:Scan',
    'dynamodb:PutItem',
    'kms:Sign',
    'kms:GenerateMac',
  ]) {
    expect(denied).toContain(action);
  }
});

test('it fits into one managed policy', () => {
  expect(JSON.stringify({ Statement }).length).toBeLessThan(6144);
});
