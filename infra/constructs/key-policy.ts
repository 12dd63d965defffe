/**
 * The policies of the service's KMS keys. The account's IAM can administer a key; it can say who uses it only of those
 * whom the key's own policy names. So no right in the account, `kms:*` on everything included, is one to sign
 * or derive.
 */

import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * What administration takes, CloudFormation's included, by name: `kms:Create*` would have grants in it, by which
 * whoever administers could let anybody use the key. A public key is no secret.
 */
const ADMINISTER = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:GetPublicKey',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
  'kms:UpdatePrimaryRegion',
];

/**
 * What DynamoDB needs of those who use a table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const USE_TABLE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
/** And of whoever makes one, for its own work on it. */
const MAKE_TABLE = [...USE_TABLE, 'kms:CreateGrant'];

const accountMay = (actions: string[], conditions: Record<string, unknown> = {}): iam.PolicyStatement =>
  new iam.PolicyStatement({
    principals: [new iam.AccountRootPrincipal()],
    actions,
    resources: ['*'],
    conditions,
  });

/** A policy by which the key can be administered, and nothing else. It has to be there when the key is made. */
export const administration = (): iam.PolicyDocument =>
  new iam.PolicyDocument({ statements: [accountMay(ADMINISTER)] });

/** The condition that a key is used by DynamoDB, in the name of the one who asked it for something. */
const throughDynamoDb = (scope: Construct) => ({
  'kms:ViaService': `dynamodb.${Aws.REGION}.${Stack.of(scope).urlSuffix}`,
});

/** Lets DynamoDB use the key for whoever in the account IAM lets use it through DynamoDB. */
export function allowTables(key: kms.Key): void {
  const conditions = { StringEquals: { ...throughDynamoDb(key), 'kms:CallerAccount': Aws.ACCOUNT_ID } };
  key.addToResourcePolicy(accountMay(MAKE_TABLE, conditions));
}

/** Lets AWS Backup use the key for whoever in the account IAM lets back up or restore. */
export function allowBackups(key: kms.Key): void {
  const service = `backup.${Aws.REGION}.${Stack.of(key).urlSuffix}`;
  const conditions = { StringEquals: { 'kms:ViaService': service, 'kms:CallerAccount': Aws.ACCOUNT_ID } };
  key.addToResourcePolicy(accountMay(MAKE_TABLE, conditions));
}

/** A role's half of what lets DynamoDB use the key: what it needs to use a table under it. */
export const tableUse = (key: kms.Key): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: USE_TABLE,
    resources: [key.keyArn],
    conditions: { StringEquals: throughDynamoDb(key) },
  });

/**
 * Who alone may do one thing with a key: the role of each function that is granted it, in the key's policy as well as
 * in its own.
 *
 * The key names them by a condition. As principals they would have to exist, and be known to KMS already, in the moment
 * in which the policy is written; a role that was just made often is not.
 */
export class KeyUse {
  readonly #key: kms.Key;
  readonly #action: string;
  readonly #users: string[] = [];

  /** @param action e.g. `kms:Sign`. */
  constructor(key: kms.Key, action: string) {
    this.#key = key;
    this.#action = action;
  }

  grant(grantee: iam.IRole): void {
    grantee.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: [this.#action], resources: [this.#key.keyArn] }),
    );
    this.grantOthers(grantee.roleArn);
  }

  /** Lets a role that is not of this stack use the key, as far as its own policy says so too. */
  grantOthers(roleArn: string): void {
    this.#users.push(roleArn);
    // With the first user and not before: without any, the condition would not be there either.
    if (this.#users.length > 1) return;
    this.#key.addToResourcePolicy(
      accountMay([this.#action], {
        ArnEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => [...this.#users] }) },
      }),
    );
  }
}
