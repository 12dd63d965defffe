/** CloudFormation's own check of what is deployed, which CDK brings, for settings that change what there is. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { deploy, stackWith } from './support/deployed.ts';

const folder = mkdtempSync(join(tmpdir(), 'validation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What CloudFormation would find in the templates, by the rule's name. */
function violations(templates: readonly object[]): readonly string[] {
  const paths = templates.map((template, index) => {
    const path = join(folder, `${index}.json`);
    writeFileSync(path, JSON.stringify(template));
    return path;
  });
  const { violations: found } = new CloudFormationValidatePlugin().validate({
    templatePaths: paths,
    stackTemplates: paths.map((templatePath) => ({
      templatePath,
      stackConstructPath: 'Stack',
      accountId: undefined,
      region: undefined,
    })),
    appConstruct: new App(),
  });
  return found.map(({ ruleName, description }) => `${ruleName}: ${description}`);
}

const MAIL = { from: 'no-reply@portal.example', configurationSet: 'mails' };

const DOMAIN = { name: '2fa.portal.example', hostedZone: { id: 'Z0123456789', name: 'portal.example' } };

test('finds nothing', () => {
  const settings = [
    { texts: { logDeliveries: true } },
    {
      mail: MAIL,
      domain: DOMAIN,
      closeApiEndpoint: true,
      texts: { logDeliveries: 'existing' },
      calls: {
        kind: 'existing',
        instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/11111111-2222-3333-4444-555555555555',
        sourcePhoneNumber: '+12025550199',
      },
    },
  ];
  const { api, edge } = stackWith({
    ...{ methods: ['totp'], retainData: false, domain: DOMAIN },
    cdn: { backends: ['203.0.113.0/28'] },
  }).synthesiseBoth();
  const templates = [...settings.map((one) => deploy(one)), api, edge];
  expect(violations(templates.map((one) => one.toJSON()))).toEqual([]);
});

test('finds a property of another type', () => {
  const template = structuredClone(deploy().toJSON());
  for (const resource of Object.values<{ Type: string; Properties?: Record<string, unknown> }>(
    template.Resources,
  )) {
    if (resource.Type === 'AWS::Lambda::Function')
      Object.assign(resource.Properties ?? {}, { MemorySize: 'much' });
  }
  expect(violations([template])).not.toEqual([]);
});
