/** The one table, encrypted under a key of its own. */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLE_NAME } from '../../shared/environment/variables.ts';
import { tell } from './service-function.ts';

export interface UserTableProps {
  readonly retainData: boolean;
}

export class UserTable extends Construct {
  readonly table: dynamodb.Table;
  readonly #key: kms.Key;

  constructor(scope: Construct, id: string, props: UserTableProps) {
    super(scope, id);
    const removalPolicy = props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    this.#key = new kms.Key(this, 'Key', {
      description: 'Encrypts the table of second factors',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.#key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'ttl',
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      // Without deletion protection, which would keep a first deployment that fails from being rolled back.
      removalPolicy,
    });
  }

  /** Lets the function read a user's record. */
  grantLoadUser(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:GetItem');
  }

  /** Lets the function read a user's record and replace it. */
  grantUpdateUser(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:GetItem', 'dynamodb:PutItem');
  }

  /** Lets the function count messages per telephone number and of the whole service. */
  grantCountMessages(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:UpdateItem');
  }

  /** Lets the function forget what was counted for a telephone number. */
  grantClearCounts(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:DeleteItem');
  }

  /** Lets the function read a user's audit trail. */
  grantReadTrail(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:Query');
  }

  /** Lets the function add to audit trails. */
  grantAppendToTrail(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:PutItem');
  }

  /** Lets the function note which notices are sent. */
  grantClaimNotices(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:PutItem', 'dynamodb:DeleteItem');
  }

  /** Lets the function read the table's stream, and returns the stream's ARN. */
  grantReadStream(fn: lambda.Function): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream.');
    this.table.grantStreamRead(fn);
    return tableStreamArn;
  }

  #grant(fn: lambda.Function, ...actions: string[]): void {
    this.table.grant(fn, ...actions);
    // DynamoDB uses the table's key on behalf of whoever calls it, and looks up its state as well.
    this.#key.grantEncryptDecrypt(fn);
    this.#key.grant(fn, 'kms:DescribeKey');
    tell(fn, TABLE_NAME.write(this.table.tableName));
  }
}
