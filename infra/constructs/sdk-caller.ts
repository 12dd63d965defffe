/** CDK's one function that calls AWS's APIs for a deployment, whatever asks for it: its role, log and memory. */

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AwsCustomResourceProps } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

const ID = 'SdkCaller';

class SdkCaller extends Construct {
  readonly logGroup: LogGroup;
  readonly role: IRole;

  constructor(stack: Stack) {
    super(stack, ID);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // In the place of CDK's own, with the managed policy, which may write to every log of the account.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
  }
}

/** What a custom resource is to be made with; the same for all of a stack, as the function is. */
export function sdkCaller(
  scope: Construct,
): Pick<AwsCustomResourceProps, 'installLatestAwsSdk' | 'logGroup' | 'memorySize' | 'role'> {
  const stack = Stack.of(scope);
  const known = stack.node.tryFindChild(ID);
  const { logGroup, role } = known instanceof SdkCaller ? known : new SdkCaller(stack);
  return { installLatestAwsSdk: false, logGroup, role, memorySize: 256 };
}
