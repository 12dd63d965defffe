/** CloudFormation's own check of what is deployed, which CDK brings, for settings that change what there is. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { deploy } from './support/deployed.ts';

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

test('finds nothing', () => {
  const settings = [
    { texts: { logDeliveries: true } },
    { methods: ['totp'], retainData: false },
    {
      mail: MAIL,
      publicUrl: 'https://2fa.portal.example',
      closeApiEndpoint: true,
      texts: { logDeliveries: 'existing' },
      calls: {
        kind: 'existing',
        instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/11111111-2222-3333-4444-555555555555',
        sourcePhoneNumber: '+12025550199',
      },
    },
  ];
  expect(violations(settings.map((one) => deploy(one).toJSON()))).toEqual([]);
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
