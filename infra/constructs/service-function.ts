/** A Lambda function of the service, with the role, log and runtime that all of them share. */

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../../shared/environment/variables.ts';
import type { GradualDeployment } from '../../shared/settings/stages.ts';
import { metricNamespace } from './metric.ts';

export interface ServiceFunctionProps {
  /** Folder of the bundle, with `index.mjs` that exports `handler`. */
  readonly bundle: string;
  readonly logRetentionDays: number;
  /** Whether the log outlives the stack. */
  readonly retainData: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * @default 29 seconds, all that API Gateway waits for. A hanging dependency is answered long before; but
   * several slow ones must not end a request between charging and taking back.
   */
  readonly timeout?: Duration;
  /** MB, and with them its share of a processor; see `memory.ts`. */
  readonly memorySize: number;
  /** Whether it is called by an alias, which leads to a version of it; see `gradual-deployment.ts`. */
  readonly gradualDeployment: GradualDeployment;
  /** Executions at a time that are kept for it, and the most that it has. @default none are kept. */
  readonly reservedConcurrency?: number | null;
}

/** What is called of each function, where it is not the function itself. */
export const ALIAS = 'live';

export class ServiceFunction extends Construct {
  readonly function: lambda.Function;
  readonly logGroup: logs.LogGroup;
  /** What requests and events are to call: the function, or its alias where it has one. */
  readonly target: lambda.IFunction;
  readonly alias: lambda.Alias | undefined;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetentionDays,
      removalPolicy: props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    // A role of its own, and not the managed basic one, which may write to every log of the account.
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.function = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(props.bundle),
      role,
      logGroup: this.logGroup,
      tracing: lambda.Tracing.ACTIVE,
      timeout: props.timeout ?? Duration.seconds(29),
      memorySize: props.memorySize,
      environment: { ...METRIC_NAMESPACE.write(metricNamespace(this)), ...props.environment },
      ...(props.reservedConcurrency != null && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    // A version is made of code and configuration, and named by a hash of them: the same ones make no new one.
    this.alias =
      props.gradualDeployment === 'off'
        ? undefined
        : new lambda.Alias(this, 'Alias', {
            aliasName: ALIAS,
            version: this.function.currentVersion as lambda.IVersion,
          });
    // CDK's own classes do not say so under exact optional properties.
    this.target = (this.alias ?? this.function) as lambda.IFunction;
  }
}

/** Adds variables to the function's environment. */
export function tell(fn: lambda.Function, ...variables: readonly Readonly<Record<string, string>>[]): void {
  for (const [name, value] of variables.flatMap(Object.entries)) fn.addEnvironment(name, value);
}
