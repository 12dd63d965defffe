/** What is retained of an earlier stack can be taken into a new one, under the logical ids that it has there. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdoptionError, importOf, type StackTemplate } from '../../shared/operator/adopt/import-template.ts';
import { startProgram } from '../integration/support/operator-command.ts';
import { deploy, SETTINGS } from './support/deployed.ts';

const template: StackTemplate = deploy().toJSON() as StackTemplate;

const KEY = '11111111-2222-3333-4444-555555555555';
const adopt = {
  UsersTable: 'Portal2fa-UsersTable6D91A5EE-1ABC',
  TrailTable: 'Portal2fa-TrailTableE14D5900-1ABC',
  TableKey: `arn:aws:kms:eu-central-1:111122223333:key/${KEY}`,
  KeysRoot: 'mrk-1234abcd12ab34cd56ef1234567890ab',
  KeysSigning: KEY,
  EventsBus: 'Portal2faEventsBus',
};

test('each is imported by what its type is known by', () => {
  expect(importOf(template, adopt).resources).toEqual([
    {
      LogicalResourceId: 'UsersTable6D91A5EE',
      ResourceType: 'AWS::DynamoDB::Table',
      ResourceIdentifier: { TableName: 'Portal2fa-UsersTable6D91A5EE-1ABC' },
    },
    {
      LogicalResourceId: 'TrailTableE14D5900',
      ResourceType: 'AWS::DynamoDB::Table',
      ResourceIdentifier: { TableName: 'Portal2fa-TrailTableE14D5900-1ABC' },
    },
    {
      LogicalResourceId: 'TableKey256F1BD5',
      ResourceType: 'AWS::KMS::Key',
      ResourceIdentifier: { KeyId: KEY },
    },
    {
      LogicalResourceId: 'KeysRoot045846EB',
      ResourceType: 'AWS::KMS::Key',
      ResourceIdentifier: { KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab' },
    },
    {
      LogicalResourceId: 'KeysSigningD455BFD1',
      ResourceType: 'AWS::KMS::Key',
      ResourceIdentifier: { KeyId: KEY },
    },
    {
      LogicalResourceId: 'EventsBus45DE4339',
      ResourceType: 'AWS::Events::EventBus',
      ResourceIdentifier: { Name: 'Portal2faEventsBus' },
    },
  ]);
});

test('the template has these alone, each as it is deployed and with a deletion policy, as imports must', () => {
  const { Resources } = importOf(template, adopt).template;
  expect(Object.keys(Resources)).toHaveLength(6);
  for (const [id, resource] of Object.entries(Resources)) {
    const { Type, DeletionPolicy, UpdateReplacePolicy } = template.Resources[id] ?? {};
    expect(resource).toMatchObject({ Type, DeletionPolicy, UpdateReplacePolicy });
  }
  expect(Resources.UsersTable6D91A5EE?.Properties).toEqual(template.Resources.UsersTable6D91A5EE?.Properties);
});

test('a property that refers to what is not imported is left to the deployment that follows', () => {
  const key = {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    Properties: {
      KeySpec: 'HMAC_256',
      KeyPolicy: { Statement: [{ Principal: { AWS: { 'Fn::GetAtt': ['Role1', 'Arn'] } } }] },
      Description: { 'Fn::Join': ['', ['in ', { Ref: 'AWS::Region' }]] },
    },
  };
  const { Resources } = importOf({ Resources: { KeysRoot01234567: key } }, { KeysRoot: KEY }).template;
  expect(Object.keys(Resources.KeysRoot01234567?.Properties ?? {})).toEqual(['KeySpec', 'Description']);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['nothing', {}, 'nothing in adopt'],
  [
    'something that there is not',
    { Table: 'x' },
    'adopt.Table is no part of this stack that is retained; there are TableKey, UsersTable,',
  ],
  [
    'a table without its key',
    { TrailTable: 'trail' },
    'adopt.TrailTable is of no use without adopt.TableKey.',
  ],
  [
    'records without the key that opens what is sealed in them',
    { UsersTable: 'users', TableKey: KEY },
    'adopt.UsersTable is of no use without adopt.KeysRoot.',
  ],
  [
    'a number without the instance that has it',
    { CallsPhoneNumber: 'arn' },
    'adopt.CallsPhoneNumber is of no use without adopt.CallsInstance.',
  ],
])('%s is refused with a sentence', (_what, adopted, sentence) => {
  expect(() => importOf(template, adopted)).toThrow(AdoptionError);
  expect(() => importOf(template, adopted)).toThrow(sentence);
});

test('of a stack that keeps nothing, nothing can be adopted', () => {
  const fleeting = deploy({ retainData: false }).toJSON() as StackTemplate;
  expect(() => importOf(fleeting, adopt)).toThrow('no part of this stack that is retained');
});

test('the command writes both files, and says what to do with them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'adopt-'));
  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const settings = write('settings.json', { ...SETTINGS, adopt });
  const synthesised = write('stack.json', template);
  const args = ['--settings', settings, '--template', synthesised, '--out', join(folder, 'out')];
  const { code, output, notes } = await startProgram('adopt', args, {}).ended;
  const written = (name: string): unknown => JSON.parse(readFileSync(join(folder, 'out', name), 'utf8'));
  const expected = importOf(template, adopt);
  expect({ code, notes }).toEqual({ code: 0, notes: '' });
  expect(written('resources.json')).toEqual(expected.resources);
  expect(written('template.json')).toEqual(expected.template);
  expect(output).toContain('create-change-set --stack-name Portal2fa --change-set-name adopt');
  expect(output).toContain(`--resources-to-import file://${join(folder, 'out', 'resources.json')}`);

  const none = await startProgram('adopt', [...args, '--settings', write('none.json', SETTINGS)], {}).ended;
  expect(none).toMatchObject({ code: 1, notes: 'The settings have nothing in adopt.\n' });
  rmSync(folder, { recursive: true });
});
