/**
 * The audit trails, in a table of their own: IAM's conditions on DynamoDB end at the partition key, so only another
 * table keeps whoever writes users' records from writing their trails.
 */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TRAIL_TABLE_NAME } from '../../shared/environment/variables.ts';
import { tell } from './service-function.ts';
import type { TableKey } from './table-key.ts';

/** Partition keys of the trails and of the marks of erased users, as `shared/adapters/table.ts` makes them. */
const TRAIL_KEYS = 'USER#*';
const ERASED_KEYS = 'ERASED#*';

export interface TrailTableProps {
  readonly key: TableKey;
  readonly retainData: boolean;
}

export class TrailTable extends Construct {
  readonly table: dynamodb.Table;
  readonly #key: TableKey;

  constructor(scope: Construct, id: string, props: TrailTableProps) {
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
      removalPolicy: props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }

  /** Lets the function read a user's audit trail. */
  grantRead(fn: lambda.Function): void {
    this.#grant(fn, 'dynamodb:Query');
  }

  /** Lets the function add to audit trails. That it overwrites nothing is the condition of its own writes. */
  grantAppend(fn: lambda.Function): void {
    // The second looks whether the user was erased.
    this.#grant(fn, 'dynamodb:PutItem', 'dynamodb:ConditionCheckItem');
  }

  /** Lets the function remove a user's audit trail, to which it can add nothing, and mark that it has. */
  grantErase(fn: lambda.Function): void {
    this.#grantKeys(fn, TRAIL_KEYS, 'dynamodb:Query', 'dynamodb:DeleteItem');
    this.#grantKeys(fn, ERASED_KEYS, 'dynamodb:PutItem');
    this.#serve(fn);
  }

  #grant(fn: lambda.Function, ...actions: string[]): void {
    this.table.grant(fn, ...actions);
    this.#serve(fn);
  }

  #grantKeys(fn: lambda.Function, keys: string, ...actions: string[]): void {
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } };
    fn.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [this.table.tableArn], conditions }));
  }

  #serve(fn: lambda.Function): void {
    this.#key.grantUse(fn);
    tell(fn, TRAIL_TABLE_NAME.write(this.table.tableName));
  }
}
