/** How a new version of the functions takes over: a share of the requests first, and back by itself on an alarm. */

import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { GradualDeployment as How } from '../../shared/settings/stages.ts';
import { ALIAS, type ServiceFunction } from './service-function.ts';

export interface GradualDeploymentProps {
  readonly how: How;
  readonly functions: readonly ServiceFunction[];
  /** While one of them is raised, no new version goes on, and what has begun goes back. */
  readonly alarms: readonly IAlarm[];
}

/** CodeDeploy's own, by which all of the functions are through in ten minutes: alarms look at five. */
const CONFIGURATIONS: Readonly<Record<Exclude<How, 'off'>, string>> = {
  'at-once': 'CodeDeployDefault.LambdaAllAtOnce',
  canary: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
  linear: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute',
};

/**
 * Makes nothing where there are no aliases (`off`). `at-once` heeds no alarm, or a mend could not be deployed while
 * what it mends raises one.
 */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { how, functions, alarms }: GradualDeploymentProps) {
    super(scope, id);
    if (how === 'off') return;
    const application = new codedeploy.CfnApplication(this, 'Application', { computePlatform: 'Lambda' });
    const role = this.#role(functions);
    const heeded = how === 'at-once' ? [] : alarms;
    for (const { alias, node } of functions) {
      if (alias === undefined) continue;
      const group = new codedeploy.CfnDeploymentGroup(this, node.id, {
        applicationName: application.ref,
        serviceRoleArn: role.roleArn,
        deploymentConfigName: CONFIGURATIONS[how],
        deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
        alarmConfiguration: {
          enabled: heeded.length > 0,
          // An alarm that cannot be read stops a deployment as one that is raised does.
          ignorePollAlarmFailure: false,
          alarms: heeded.map(({ alarmName }) => ({ name: alarmName })),
        },
        autoRollbackConfiguration: {
          enabled: true,
          events: [
            'DEPLOYMENT_FAILURE',
            'DEPLOYMENT_STOP_ON_REQUEST',
            ...(heeded.length > 0 ? ['DEPLOYMENT_STOP_ON_ALARM'] : []),
          ],
        },
      });
      // With its policy, which is no part of its ARN.
      group.node.addDependency(role);
      deployBy(alias, application, group);
    }
  }

  /** What AWS's managed policy for it allows on every function, on these alone. */
  #role(functions: readonly ServiceFunction[]): Role {
    const role = new Role(this, 'Role', {
      description: 'Lets CodeDeploy move the aliases of the functions',
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
        // The alias by its ARN's form: it waits for its group, and with that for this role.
        resources: functions.flatMap(({ function: fn }) => [fn.functionArn, `${fn.functionArn}:${ALIAS}`]),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:DescribeAlarms'],
        resources: [
          Stack.of(this).formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
    return role;
  }
}

/** CloudFormation hands each change of the alias's version to CodeDeploy. */
function deployBy(
  alias: lambda.Alias,
  application: codedeploy.CfnApplication,
  group: codedeploy.CfnDeploymentGroup,
): void {
  const resource = alias.node.defaultChild as lambda.CfnAlias;
  resource.cfnOptions.updatePolicy = {
    codeDeployLambdaAliasUpdate: { applicationName: application.ref, deploymentGroupName: group.ref },
  };
}
