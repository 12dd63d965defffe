/** The key that the tables and the logs are encrypted under. */

import { Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { administration, allowLogs, allowTables, tableUse } from './key-policy.ts';

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
    allowLogs(this.key);
    this.#encryptLogs();
  }

  /** Every log of the stack, those that CDK makes by itself as well. */
  #encryptLogs(): void {
    Aspects.of(Stack.of(this)).add({
      visit: (node) => {
        if (node instanceof CfnLogGroup) node.kmsKeyId ??= this.key.keyArn;
      },
    });
  }

  /** What a table's user needs of its key, which DynamoDB uses on the caller's behalf. */
  grantUse(fn: lambda.Function): void {
    fn.addToRolePolicy(tableUse(this.key));
  }
}
