/** Metrics counted from the logs, so that they cost the functions nothing. */

import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { LogEvent } from '../../shared/observability/log.ts';

export const isEvent = (event: LogEvent) => logs.FilterPattern.stringValue('$.event', '=', event);

/** How many lines of these logs match, in five minutes. */
export function countLines(
  scope: Construct,
  metricName: string,
  groups: readonly logs.ILogGroup[],
  filterPattern: logs.JsonPattern,
): cloudwatch.Metric {
  // A metric has the name of its stack, so that another one in the account has its own.
  const namespace = Stack.of(scope).stackName;
  for (const [index, logGroup] of groups.entries()) {
    new logs.MetricFilter(scope, `${metricName}${index}`, {
      logGroup,
      filterPattern,
      metricNamespace: namespace,
      metricName,
    });
  }
  return new cloudwatch.Metric({
    namespace,
    metricName,
    period: Duration.minutes(5),
    statistic: cloudwatch.Stats.SUM,
  });
}
