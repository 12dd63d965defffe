/**
 * Backups of both tables by AWS Backup, once a day, in a vault under a key of its own. Point-in-time recovery goes with
 * its table's Region and account; a locked vault and a copy elsewhere are for when that, or whoever runs it, is what fails.
 */

import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { BackupSettings } from '../../shared/settings/backup.ts';
import { addAlarm } from './alarm.ts';
import { administration, allowBackups, tableUse } from './key-policy.ts';

export interface BackupProps extends BackupSettings {
  readonly tables: readonly dynamodb.Table[];
  /** The key that the tables are under. */
  readonly tableKey: kms.Key;
  readonly retainData: boolean;
  /** What a failed backup notifies. */
  readonly topic: sns.ITopic;
}

/** In hours UTC. */
const AT = '3';
/** Until the strictest lock can no longer be taken off; three days is the least that AWS allows. */
const LOCKED_AFTER = Duration.days(7);

export class Backup extends Construct {
  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    const removalPolicy = props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    const encryptionKey = new kms.Key(this, 'VaultKey', {
      description: 'Encrypts backups of the tables',
      enableKeyRotation: true,
      policy: administration(),
      removalPolicy,
    });
    allowBackups(encryptionKey);
    const vault = new backup.BackupVault(this, 'Vault', {
      encryptionKey,
      removalPolicy,
      ...(props.lock !== 'none' && {
        lockConfiguration: {
          minRetention: Duration.days(1),
          ...(props.lock === 'compliance' && { changeableFor: LOCKED_AFTER }),
        },
      }),
    });
    const plan = new backup.BackupPlan(this, 'Plan', {
      backupVault: vault,
      backupPlanRules: [
        new backup.BackupPlanRule({
          ruleName: 'Daily',
          scheduleExpression: events.Schedule.cron({ hour: AT, minute: '0' }),
          deleteAfter: Duration.days(props.keepDays),
          ...(props.copyTo !== undefined && {
            copyActions: [
              {
                destinationBackupVault: backup.BackupVault.fromBackupVaultArn(this, 'Copies', props.copyTo),
                deleteAfter: Duration.days(props.keepDays),
              },
            ],
          }),
        }),
      ],
    });
    plan.addSelection('Tables', {
      role: this.#role(vault, props),
      resources: props.tables.map((table) => backup.BackupResource.fromDynamoDbTable(table)),
      disableDefaultBackupPolicy: true,
    });
    addAlarm(this, 'Failed', {
      alarmDescription: 'A backup of the tables has failed.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Backup',
        metricName: 'NumberOfBackupJobsFailed',
        dimensionsMap: { BackupVaultName: vault.backupVaultName },
        statistic: 'Sum',
        period: Duration.hours(1),
      }),
      threshold: 1,
      topic: props.topic,
    });
  }

  /** May back up these tables into this vault, and nothing else; AWS's managed policy may with everything there is. */
  #role(vault: backup.IBackupVault, { tables, tableKey, copyTo }: BackupProps): iam.Role {
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('backup.amazonaws.com') });
    const arns = tables.map(({ tableArn }) => tableArn);
    const recoveryPoints = `arn:${Aws.PARTITION}:backup:${Aws.REGION}:${Aws.ACCOUNT_ID}:recovery-point:*`;
    const allow = (actions: string[], resources: string[]): void =>
      void role.addToPolicy(new iam.PolicyStatement({ actions, resources }));
    allow(
      [
        'dynamodb:CreateBackup',
        'dynamodb:DescribeTable',
        'dynamodb:ListTagsOfResource',
        'dynamodb:StartAwsBackupJob',
      ],
      arns,
    );
    allow(
      ['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'],
      arns.map((arn) => `${arn}/backup/*`),
    );
    allow(
      ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
      [vault.backupVaultArn, ...(copyTo === undefined ? [] : [copyTo])],
    );
    if (copyTo !== undefined) allow(['backup:CopyFromBackupVault'], [recoveryPoints]);
    role.addToPolicy(tableUse(tableKey));
    return role;
  }
}
