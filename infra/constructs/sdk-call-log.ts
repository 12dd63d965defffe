/** The log of CDK's one function that calls AWS's APIs for a deployment, whatever asks for it. */

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const ID = 'SdkCallLog';

/** Made when it is first asked for. */
export function sdkCallLog(scope: Construct): LogGroup {
  const stack = Stack.of(scope);
  const known = stack.node.tryFindChild(ID);
  if (known instanceof LogGroup) return known;
  return new LogGroup(stack, ID, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
