/** The table of users' records and of the counters that users share. */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLE_NAME } from '../../shared/environment/variables.ts';
import { tell } from './service-function.ts';
import type { TableKey } from './table-key.ts';

/** Partition keys of the counts by country and by block, as `shared/adapters/table.ts` makes them. */
const PLACE_KEYS = ['COUNTRY#*', 'BLOCK#*'];

/** What Lambda does in the function's name. */
const READ_STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

export interface UserTableProps {
  readonly key: TableKey;
  readonly retainData: boolean;
}

export class UserTable extends Construct {
  readonly table: dynamodb.Table;
  readonly #key: TableKey;

  constructor(scope: Construct, id: string, props: UserTableProps) {
    super(scope, id);
    this.#key = props.key;
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'ttl',
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      // Without deletion protection, which would keep a first deployment that fails from being rolled back.
      removalPolicy: props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
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

  /** Lets the function count messages: per telephone number, country and block of numbers, and of the whole service. */
  grantCountMessages(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:UpdateItem');
  }

  /** Lets the function count what was confirmed, by country and block of numbers; it can change no other item. */
  grantCountConfirmed(fn: lambda.Function): void {
    fn.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': PLACE_KEYS } },
      }),
    );
    this.#serve(fn);
  }

  /** Lets the function forget what was counted for a telephone number. */
  grantClearCounts(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:DeleteItem');
  }

  /** Lets the function empty a user's record, and remove it with what is beside it. */
  grantEraseUser(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:DeleteItem');
  }

  /** Lets the function note which notices are sent. */
  grantClaimNotices(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:PutItem', 'dynamodb:DeleteItem');
  }

  /** Lets the function read the table's stream, and returns the stream's ARN. */
  grantReadStream(fn: lambda.Function): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream.');
    // By hand: CDK's own grant would let the function use the key without DynamoDB.
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: READ_STREAM, resources: [tableStreamArn] }));
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    this.#key.grantUse(fn);
    return tableStreamArn;
  }

  #grant(fn: lambda.Function, ...actions: string[]): void {
    this.table.grant(fn, ...actions);
    this.#serve(fn);
  }

  #serve(fn: lambda.Function): void {
    this.#key.grantUse(fn);
    tell(fn, TABLE_NAME.write(this.table.tableName));
  }
}
