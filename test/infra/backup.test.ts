/** Backups: of both tables, in a vault that is encrypted, locked where that is wanted, by a role that may no more. */

import { deploy, type Properties, resources } from './support/deployed.ts';

const COPY = 'arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-2fa';
const template = deploy({
  backup: { keepDays: 90, lock: 'compliance', copyTo: COPY },
  alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
});
const tables = resources(template, 'AWS::DynamoDB::Table').map(({ id }) => ({ 'Fn::GetAtt': [id, 'Arn'] }));

const one = (type: string, of = template): Properties => {
  const [found, ...more] = resources(of, type);
  if (found === undefined || more.length > 0) throw new Error(`There is not one ${type}`);
  return found.properties;
};

test('without the setting there is nothing of AWS Backup', () => {
  const types = resources(deploy()).map(({ type }) => type);
  expect(types.filter((type) => type.startsWith('AWS::Backup::'))).toEqual([]);
});

test('both tables are in the plan, each by its name, as the rule DynamoDBInBackupPlan looks for them', () => {
  expect(tables).toHaveLength(2);
  expect(one('AWS::Backup::BackupSelection').BackupSelection.Resources).toEqual(tables);
});

test('a day’s backup is kept as long as it is said, here and in the other vault', () => {
  const [rule, ...more] = one('AWS::Backup::BackupPlan').BackupPlan.BackupPlanRule;
  expect(more).toEqual([]);
  expect(rule).toMatchObject({
    ScheduleExpression: 'cron(0 3 * * ? *)',
    Lifecycle: { DeleteAfterDays: 90 },
    CopyActions: [{ DestinationBackupVaultArn: COPY, Lifecycle: { DeleteAfterDays: 90 } }],
  });
});

test('the vault is encrypted under a key of its own, and stays when the stack goes', () => {
  const [vault] = resources(template, 'AWS::Backup::BackupVault');
  const [keyId] = vault?.properties.EncryptionKeyArn['Fn::GetAtt'] ?? [];
  const [key] = resources(template, 'AWS::KMS::Key').filter(({ id }) => id === keyId);
  expect(key?.id).toMatch(/^BackupVaultKey/);
  expect([vault?.deletionPolicy, key?.deletionPolicy]).toEqual([
    'RetainExceptOnCreate',
    'RetainExceptOnCreate',
  ]);
  // For AWS Backup alone, beside administration, by which nothing can be opened.
  const [, use, ...more] = key?.properties.KeyPolicy.Statement ?? [];
  expect(more).toEqual([]);
  expect(JSON.stringify(use.Condition.StringEquals['kms:ViaService'])).toContain('backup.');
});

test.each([
  ['none', undefined],
  ['governance', { MinRetentionDays: 1 }],
  ['compliance', { MinRetentionDays: 1, ChangeableForDays: 7 }],
] as const)('a lock of the kind %s', (lock, expected) => {
  const of = lock === 'compliance' ? template : deploy({ backup: { lock } });
  expect(one('AWS::Backup::BackupVault', of).LockConfiguration).toEqual(expected);
});

test('the role may back up these tables and delete such backups, and reads no item', () => {
  const policies = resources(template, 'AWS::IAM::Policy').filter(({ id }) => id.startsWith('BackupRole'));
  const statements: readonly Properties[] = policies.flatMap(
    ({ properties }) => properties.PolicyDocument.Statement,
  );
  const actions = statements.flatMap(({ Action }) => Action);
  expect(actions).toContain('dynamodb:StartAwsBackupJob');
  expect(actions.filter((action: string) => /GetItem|PutItem|Scan|Query|DeleteTable/.test(action))).toEqual(
    [],
  );
  expect(statements.filter(({ Resource }) => Resource === '*')).toEqual([]);
});

test('a backup that fails raises an alarm that notifies', () => {
  const [alarm] = resources(template, 'AWS::CloudWatch::Alarm').filter(({ id }) =>
    id.startsWith('BackupFailed'),
  );
  expect(alarm?.properties).toMatchObject({ MetricName: 'NumberOfBackupJobsFailed', Threshold: 1 });
  expect(alarm?.properties.AlarmActions).toHaveLength(1);
});
