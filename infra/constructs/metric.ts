/** Metrics that the functions write with their log, and that alarms and the dashboard read. */

import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type CallMetric, COUNTS, type Count, type Dependency } from '../../shared/observability/metrics.ts';

/** A metric has the name of its stack, so that another one in the account has its own. */
export const metricNamespace = (scope: Construct): string => Stack.of(scope).stackName;

/** The fields of one of the sets that it is counted by. */
type DimensionsOf<C extends Count> =
  Readonly<Record<(typeof COUNTS)[C][number][number], string>> extends infer All ? Partial<All> : never;

/**
 * How many, in five minutes. Throws where nothing is counted by just these fields.
 * @param dimensions e.g. `{ outcome: 'accepted' }`.
 */
export function count<C extends Count>(
  scope: Construct,
  metricName: C,
  dimensions: DimensionsOf<C>,
): cloudwatch.Metric {
  const fields = Object.keys(dimensions).toSorted().join();
  const sets: readonly (readonly string[])[] = COUNTS[metricName];
  if (!sets.some((set) => set.toSorted().join() === fields)) {
    throw new Error(`${metricName} is not counted by ${fields}.`);
  }
  return new cloudwatch.Metric({
    namespace: metricNamespace(scope),
    metricName,
    dimensionsMap: { ...dimensions },
    period: Duration.minutes(5),
    statistic: cloudwatch.Stats.SUM,
  });
}

/** Of the calls of a dependency. @param statistic e.g. `p99`. */
export const ofCalls = (
  scope: Construct,
  dependency: Dependency,
  metric: CallMetric,
  statistic: string = cloudwatch.Stats.SUM,
): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: metricNamespace(scope),
    metricName: `${dependency}${metric}`,
    period: Duration.minutes(5),
    statistic,
  });

/**
 * What share the part is of the whole, in percent; none where the whole is less than `least`, of which no share says
 * anything. A period in which nothing was counted is no data, which would make the expression none as well.
 */
export function share(
  part: string,
  metrics: Readonly<Record<string, cloudwatch.IMetric>>,
  whole: string,
  least: number,
  period: Duration,
): cloudwatch.MathExpression {
  const filled = (expression: string) => expression.replace(/[a-z]+/gi, (name) => `FILL(${name}, 0)`);
  return new cloudwatch.MathExpression({
    expression: `IF(${filled(whole)} >= ${least}, 100 * (${filled(part)}) / (${filled(whole)}), 0)`,
    usingMetrics: { ...metrics },
    period,
  });
}

/** All of them together; of one that has none, nothing. */
export function sum(
  metrics: Readonly<Record<string, cloudwatch.IMetric>>,
  period: Duration,
  label?: string,
): cloudwatch.MathExpression {
  const expression = Object.keys(metrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new cloudwatch.MathExpression({
    expression,
    usingMetrics: { ...metrics },
    period,
    ...(label !== undefined && { label }),
  });
}
