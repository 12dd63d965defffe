/** The key that the tables are encrypted under. */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { administration, allowTables, tableUse } from './key-policy.ts';

export interface TableKeyProps {
  readonly retainData: boolean;
}

export class TableKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: TableKeyProps) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description: 'Encrypts the tables of second factors and of their audit trails',
      enableKeyRotation: true,
      policy: administration(),
      removalPolicy: props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    allowTables(this.key);
  }

  /** What a table's user needs of its key, which DynamoDB uses on the caller's behalf. */
  grantUse(fn: lambda.Function): void {
    fn.addToRolePolicy(tableUse(this.key));
  }
}
